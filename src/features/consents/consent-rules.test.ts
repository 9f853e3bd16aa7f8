import { describe, expect, it } from 'vitest';
import { aSignature, kindOf, kinds, someTerms } from '../../../tests/factories/a-consent.ts';
import { hashOfText } from '../../shared/content-hash.ts';
import type { ConsentSignature, ConsentTerms } from './consent.ts';
import { assembleDocument, documentText, readDocument } from './consent-document.ts';
import { type ConsentToCheck, checkConsent, statementsFor } from './consent-rules.ts';
import { recipientKey } from './recipient-key.ts';

const today = '2026-11-27';
const part2 = kindOf('us-part2');
const whole = (kind = part2): ConsentToCheck => ({
  terms: someTerms({ kind, purpose: kind.code === 'in-mhca-dpdp' ? 'care_team' : 'at_request' }),
  explained: { language: 'en' },
  signature: aSignature,
  personLanguages: ['en'],
  today,
});
const withTerms = (change: (terms: ConsentTerms) => void, kind = part2): ConsentToCheck => {
  const consent = structuredClone(whole(kind));
  change(consent.terms);
  return consent;
};
const codes = (consent: ConsentToCheck, kind = part2) => checkConsent(kind, consent).map((problem) => problem.code);

describe('one problem for each element that is missing', () => {
  it.each<[string, ConsentToCheck, string]>([
    ['whom it is about', withTerms((terms) => (terms.subjectName = null)), 'consent_missing_subject'],
    ['who shares', withTerms((terms) => (terms.discloser = null)), 'consent_missing_discloser'],
    ['any kind of data', withTerms((terms) => (terms.information.classes = [])), 'consent_missing_information'],
    ['a description in words', withTerms((terms) => (terms.information.text = null)), 'consent_missing_information'],
    ['who gets it', withTerms((terms) => (terms.recipient.name = null)), 'consent_missing_recipient'],
    [
      'to whom an intermediary passes it on',
      withTerms((terms) => (terms.recipient.kind = 'intermediary')),
      'consent_missing_intermediary_members',
    ],
    ['a purpose', withTerms((terms) => (terms.purpose.code = null)), 'consent_missing_purpose'],
    ['a purpose these rules know', withTerms((terms) => (terms.purpose.code = 'marketing')), 'consent_missing_purpose'],
    [
      'that it can be stopped',
      withTerms((terms) => (terms.statements = terms.statements.filter((each) => each !== 'right_to_revoke'))),
      'consent_missing_right_to_revoke',
    ],
    [
      'that no is no bar',
      withTerms((terms) => (terms.statements = terms.statements.filter((each) => each !== 'no_is_no_bar'))),
      'consent_missing_statements',
    ],
    ['an end', withTerms((terms) => (terms.expiry = { kind: null, on: null, text: null })), 'consent_missing_expiry'],
    ['the day of the end', withTerms((terms) => (terms.expiry.on = null)), 'consent_missing_expiry'],
    ['the event of the end', withTerms((terms) => (terms.expiry = { kind: 'event', on: null, text: null })), 'consent_missing_expiry'],
    ['the reading together', { ...whole(), explained: null }, 'consent_missing_explained'],
    ['the yes', { ...whole(), signature: null }, 'consent_missing_signature'],
  ])('%s', (_, consent, code) => {
    expect(codes(consent)).toContain(code);
  });

  it('and every one of them at once, each by itself', () => {
    const empty = withTerms((terms) => {
      terms.subjectName = terms.discloser = terms.information.text = terms.recipient.name = terms.purpose.code = null;
      terms.expiry = { kind: null, on: null, text: null };
      terms.statements = [];
    });
    expect(codes({ ...empty, explained: null, signature: null })).toEqual([
      ...['subject', 'discloser', 'information', 'recipient', 'purpose', 'right_to_revoke', 'statements', 'expiry'].map(
        (element) => `consent_missing_${element}`,
      ),
      ...['explained', 'signature'].map((element) => `consent_missing_${element}`),
    ]);
  });

  it.each<[string, Partial<ConsentSignature>]>([
    ['drawn without a stroke', { drawing: null }],
    ['of nobody', { name: null }],
    ['spoken, and nobody heard it', { method: 'verbal_witnessed', drawing: null }],
    ['of a representative who names no right', { signer: 'representative' }],
  ])('a yes that is %s is none', (_, change) => {
    expect(codes({ ...whole(), signature: { ...aSignature, ...change } })).toEqual(['consent_missing_signature']);
  });

  it.each<Partial<ConsentSignature>>([
    {},
    { method: 'typed', drawing: null },
    { method: 'verbal_witnessed', drawing: null, witness: 'Meena' },
    { signer: 'representative', authority: 'Nominated representative' },
  ])('%j is one', (change) => {
    expect(codes({ ...whole(), signature: { ...aSignature, ...change } })).toEqual([]);
  });
});

describe('what is there but not right', () => {
  it('another wording than the pack has now', () => {
    expect(codes(withTerms((terms) => (terms.kindVersion = '2025.9')))).toEqual(['consent_wording_changed']);
  });
  it('no end, where the law asks for one; and none is right for treatment, payment and operations under Part 2 only', () => {
    const endless = (purpose: string) =>
      withTerms((terms) => {
        terms.purpose.code = purpose;
        terms.statements = statementsFor(part2, purpose);
        terms.expiry = { kind: 'none', on: null, text: null };
      });
    expect(codes(endless('at_request'))).toEqual(['consent_expiry_not_allowed']);
    expect(codes(endless('tpo'))).toEqual([]);
  });
  it('treatment, payment and operations without the two statements they ask for', () => {
    const tpo = withTerms((terms) => (terms.purpose.code = 'tpo'));
    expect(checkConsent(part2, tpo)).toEqual(
      ['redisclosure_hipaa', 'not_signing'].map((field) => ({ code: 'consent_missing_statements', field })),
    );
  });
  it('an end that has passed', () => {
    expect(codes(withTerms((terms) => (terms.expiry.on = '2026-11-26')))).toEqual(['consent_expiry_past']);
    expect(codes(withTerms((terms) => (terms.expiry.on = today)))).toEqual([]);
  });
  it('counselling notes together with anything else', () => {
    expect(codes(withTerms((terms) => (terms.information.classes = ['sud_counselling_note', 'goal_plan'])))).toEqual(['consent_separate']);
    expect(codes(withTerms((terms) => (terms.information.classes = ['sud_counselling_note'])))).toEqual([]);
  });
  it('a recipient these rules do not know', () => {
    expect(
      codes(
        withTerms((terms) => (terms.recipient = { ...terms.recipient, kind: 'intermediary', members: 'x' }), kindOf('ca-on-phipa')),
        kindOf('ca-on-phipa'),
      ),
    ).toEqual(['consent_recipient_kind']);
  });
  it('a language the person did not choose, or another than it was explained in', () => {
    expect(codes({ ...whole(), personLanguages: ['ta'] })).toEqual(['consent_language_not_chosen']);
    expect(codes({ ...whole(), explained: { language: 'ta' } })).toEqual(['consent_language_not_chosen']);
    expect(codes({ ...whole(), personLanguages: [] })).toEqual([]);
  });
});

describe.each(kinds.map((kind) => [kind.code, kind] as const))('%s', (_, kind) => {
  it('is complete when its form is', () => {
    expect(checkConsent(kind, whole(kind))).toEqual([]);
  });
  it('has every element of its pack checked: without it, something is missing', () => {
    expect(kind.elements.length).toBeGreaterThan(8);
    const blank = withTerms((terms) => {
      terms.subjectName = terms.discloser = terms.information.text = terms.recipient.name = terms.purpose.code = null;
      terms.expiry = { kind: null, on: null, text: null };
      terms.statements = [];
    }, kind);
    const found = new Set(codes({ ...blank, explained: null, signature: null }, kind));
    const asked = kind.elements.map((each) => each.code).filter((each) => each !== 'language' && each !== 'intermediary_members');
    expect(asked.filter((each) => !found.has(`consent_missing_${each}`))).toEqual([]);
  });
  it.each(['en', 'ta'] as const)('is put together in %s from the pack, with the same hash each time', async (language) => {
    const terms = someTerms({ kind, purpose: kind.purposes[0]?.code ?? '', language });
    const text = documentText(assembleDocument(kind, terms));
    expect(await hashOfText(text)).toBe(await hashOfText(documentText(assembleDocument(kind, structuredClone(terms)))));
    const read = readDocument(text);
    for (const code of terms.statements) {
      expect(read?.lines.find((line) => line.code === code)?.text).toBe(kind.statements.find((each) => each.code === code)?.text[language]);
    }
  });
});

it('one word altered is another hash', async () => {
  const text = documentText(assembleDocument(part2, someTerms({ kind: part2, purpose: 'at_request' })));
  expect(await hashOfText(text.replace('My goals', 'My notes'))).not.toBe(await hashOfText(text));
});

it.each([
  ['  Dr  Revathi’s ROOM ', 'dr revathi’s room'],
  ['டாக்டர்  ரேவதி', 'டாக்டர் ரேவதி'],
])('the recipient %j is compared as %j', (name, key) => {
  expect(recipientKey(name)).toBe(key);
});
