/**
 * The text a person reads and signs, put together from the pack's wording and the terms, in their language. One canonical form, one hash: phone and
 * server each put it together and must come to the same, and whoever alters a word later is found out.
 */
import type { ConsentKind } from '../../packs/consent-kinds.ts';
import { canonicalText } from '../../shared/content-hash.ts';
import type { ConsentTerms } from './consent.ts';

export type ConsentDocument = {
  kind: string;
  version: string;
  language: 'en' | 'ta';
  title: string;
  /** In order. Labels are the screen's and the printer's; only what is agreed to is in here. */
  lines: { code: string; text: string }[];
};

export function assembleDocument(kind: ConsentKind, terms: ConsentTerms): ConsentDocument {
  const { language } = terms;
  const lines: ConsentDocument['lines'] = [];
  const add = (code: string, text: string | null | undefined) => {
    if (text) lines.push({ code, text });
  };
  add('subject', terms.subjectName);
  add('discloser', terms.discloser);
  add('information', terms.information.text);
  add('classes', terms.information.classes.join(', '));
  add('from', terms.information.from);
  add('to', terms.information.to);
  add('recipient', terms.recipient.name);
  add('address', terms.recipient.address);
  add('members', terms.recipient.members);
  add('purpose', kind.purposes.find((each) => each.code === terms.purpose.code)?.label[language]);
  add('until', terms.expiry.on ?? terms.expiry.text);
  for (const code of terms.statements) add(code, kind.statements.find((each) => each.code === code)?.text[language]);
  return { kind: kind.code, version: kind.version, language, title: kind.title[language], lines };
}

/** The one form in which a document is kept and hashed. */
export function documentText(document: ConsentDocument): string {
  return canonicalText(document);
}

/** A kept document, to be shown again. Null when what is kept is no such document any more. */
export function readDocument(text: string): ConsentDocument | null {
  try {
    const read = JSON.parse(text) as ConsentDocument;
    return Array.isArray(read.lines) && typeof read.title === 'string' ? read : null;
  } catch {
    return null;
  }
}
