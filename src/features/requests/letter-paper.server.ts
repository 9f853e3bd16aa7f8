/** Letters about a request: that it is here and until when it is answered; that it takes longer, why and until when; and the answer. */
import type { RequestLaw } from '../../packs/deadlines.ts';
import { openPaper, type Paper } from '../../server/pdf-paper.ts';
import { type CalendarDay, formatDay } from '../../shared/calendar-day.ts';
import { type LetterWords, wordsOfLetters } from './letter-words.server.ts';
import type { RequestRow } from './request.ts';
import { lastDay } from './request-clock.ts';
import type { FileKind } from './request-file.ts';

export type LetterContent = {
  language: 'en' | 'ta';
  organisation: string;
  timeZone: string;
  person: string;
  madeAt: string;
  madeBy: string;
  request: RequestRow;
  law: RequestLaw;
  dayOf: (instant: string) => CalendarDay;
};

export async function writeLetter(what: FileKind, content: LetterContent, mark: string): Promise<Buffer> {
  const { language, request } = content;
  const dayOf = (instant: string) => formatDay(content.dayOf(instant), language, 'long');
  const words = await wordsOfLetters(language);
  const { m, say } = words;
  const paper = openPaper({ language, title: m.letters_file_title({}, say), at: content.madeAt });
  paper.line(content.organisation, { size: 10, isSoft: true });
  paper.line(dayOf(content.madeAt), { size: 10, isSoft: true });
  paper.line(m.letters_dear({ name: content.person }, say), { gap: 24 });
  const asked = { what: words.kind(request.kind), day: dayOf(request.askedAt) };
  const last = lastDay(content.law, request, content.timeZone);
  const until = last === undefined ? '' : formatDay(last, language, 'long');
  if (what === 'letter_received') {
    paper.line(m.letters_received(asked, say), { gap: 12 });
    if (request.words !== null) paper.line(`“${request.words}”`, { face: 'serif', size: 12, gap: 4 });
    paper.line(m.letters_received_until({ day: until, law: lawOf(content) }, say), { gap: 8 });
    paper.line(m.letters_received_free({}, say), { gap: 8 });
  } else if (what === 'letter_extended') {
    paper.line(m.letters_extended(asked, say), { gap: 12 });
    paper.line(m.letters_extended_until({ day: until, law: lawOf(content) }, say), { gap: 8 });
    paper.line(m.letters_extended_why({ why: request.extendedWhy ?? '' }, say), { gap: 8 });
    complain(paper, content, words);
  } else answer(paper, content, words);
  paper.line(content.madeBy, { gap: 28 });
  paper.line(content.organisation, { size: 10, isSoft: true });
  return paper.end({ text: null, mark });
}

function lawOf({ law, request, language }: LetterContent): string {
  return law.deadlines.find((each) => each.code === request.rule)?.law[language] ?? '';
}

function answer(paper: Paper, content: LetterContent, words: LetterWords): void {
  const { request, language } = content;
  const { m, say } = words;
  const day = formatDay(content.dayOf(request.askedAt), language, 'long');
  paper.line(m.letters_answered({ what: words.kind(request.kind), day }, say), { gap: 12 });
  if (request.words !== null) paper.line(`“${request.words}”`, { face: 'serif', size: 12, gap: 4 });
  const said = { granted: m.letters_granted, partly: m.letters_partly, denied: m.letters_denied };
  if (request.outcome !== null) paper.line(said[request.outcome]({}, say), { face: 'bold', size: 12, gap: 8 });
  if (request.reason !== null) paper.line(words.reason(request.reason), { gap: 8 });
  if (request.answerWords !== null) paper.line(request.answerWords, { gap: 8 });
  if (request.correction !== null) {
    paper.line(m.letters_correction({}, say), { gap: 8 });
    paper.line(request.correction, { size: 12 });
  }
  for (const part of request.withheld)
    paper.line(m.letters_copy_held({ part: words.copyPart(part), why: words.heldWhy('answer') }, say), { gap: 6 });
  if (request.lockId !== null) paper.line(m.letters_locked({}, say), { gap: 8 });
  if (request.outcome === 'granted') return;
  paper.line(m.letters_disagree({}, say), { gap: 12 });
  complain(paper, content, words);
}

/** Where somebody complains who is not content. A place nobody has checked is named as one to be checked, never as official. */
function complain(paper: Paper, { law, language, organisation }: LetterContent, { m, say }: LetterWords): void {
  paper.line(m.letters_complain({ organisation }, say), { gap: 12 });
  for (const office of law.complaints) {
    paper.line(office.name[language], { face: 'bold', size: 11, gap: 4 });
    paper.line(office.address[language], { size: 10 });
    if (office.confidence === 'general-knowledge') paper.line(m.letters_complain_unchecked({}, say), { size: 9, isSoft: true });
  }
}
