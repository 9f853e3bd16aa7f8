/**
 * Brings sealed copies to the server: those carried for colleagues, and those of one's own entries that do not open here any more because an
 * earlier passphrase was forgotten. What was taken goes; what was not stays and says why.
 */
import { newId } from '../shared/new-id.ts';
import { type Bytes, bytesToText, takeApart } from '../shared/sealed-copy.ts';
import type { Carried, Outbox } from './outbox.ts';
import { type BroughtAnswer, LinkFailed, type ServerLink } from './server-link.ts';

/** The server takes as many at once, in a request of a megabyte; text is a third longer than bytes. */
const mostAtOnce = 50;
const mostBytesAtOnce = 700_000;

export async function sendCopies({ link, outbox }: { link: ServerLink; outbox: Outbox }): Promise<void> {
  try {
    await sendCarried(link, outbox);
    await sendUnreadable(link, outbox);
  } catch (error) {
    // A server that does not know the way yet: the copies wait, and nothing else waits for them.
    if (!(error instanceof LinkFailed && error.why === 'refused')) throw error;
  }
}

async function sendCarried(link: ServerLink, outbox: Outbox): Promise<void> {
  for (const actId of new Set(
    outbox
      .carried()
      .filter(isUndecided)
      .map((one) => one.actId),
  )) {
    const all = outbox.carried().filter((one) => one.actId === actId);
    // The whole act again, also what was taken: the server notes one act once, by all its copies.
    const answers = await link.bring(
      actId,
      all.map((one) => bytesToText(one.copy)),
    );
    const at = new Date().toISOString();
    await outbox.carry(
      all.map((one, place) => ({
        ...one,
        answer: one.answer?.outcome === 'accepted' ? one.answer : (said(answers[place], at) ?? one.answer),
      })),
    );
  }
}

const isUndecided = ({ answer }: Carried) => answer === null || answer.outcome === 'later';

function said(answer: BroughtAnswer | undefined, at: string): Carried['answer'] {
  if (!answer) return null;
  const { id: _id, ...rest } = answer;
  return { ...rest, at };
}

async function sendUnreadable(link: ServerLink, outbox: Outbox): Promise<void> {
  for (const copies of inPortions(outbox.copies('unreadable'))) {
    const answers = await link.bring(
      newId(),
      copies.map(({ copy }) => bytesToText(copy)),
    );
    await outbox.remove(copies.filter((_copy, at) => answers[at]?.outcome === 'accepted').map(({ id }) => id));
    const refused = copies.flatMap(({ id }, at) =>
      answers[at]?.outcome === 'refused' ? [[id, answers[at]?.code ?? 'invalid'] as const] : [],
    );
    await outbox.noteRefused(new Map(refused));
  }
}

/** In order, each portion of one author and phone, and small enough for one request. */
export function inPortions<T extends { copy: Bytes }>(copies: readonly T[]): T[][] {
  const portions: T[][] = [];
  let bytes = 0;
  let from = '';
  for (const one of copies) {
    const header = takeApart(one.copy)?.header;
    const source = `${header?.authorId}/${header?.deviceId}`;
    const last = portions.at(-1);
    bytes += one.copy.length;
    if (last && source === from && last.length < mostAtOnce && bytes <= mostBytesAtOnce) last.push(one);
    else {
      portions.push([one]);
      bytes = one.copy.length;
    }
    from = source;
  }
  return portions;
}
