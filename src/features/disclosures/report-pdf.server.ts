/** A progress report on paper. */
import { openPaper, type Paper } from '../../server/pdf-paper.ts';
import { type CalendarDay, formatDay } from '../../shared/calendar-day.ts';
import type { ReportContent, ReportPart } from './disclosure.ts';

/** @param shared the record of this act of sharing */
export async function writePdf(content: ReportContent, shared: { id: string; at: string }): Promise<Buffer> {
  const { m } = await import('../../paraglide/messages.js');
  const say = { locale: content.language };
  const dayOf = (day: string) => formatDay(day as CalendarDay, content.language, 'short');
  const paper = openPaper({ language: content.language, title: m.disclosures_pdf_title({}, say), at: shared.at });

  paper.line(m.disclosures_pdf_heading({ name: content.person.name, recipient: content.recipient.name }, say), { face: 'bold', size: 19 });
  if (content.recipient.address !== null) paper.line(content.recipient.address, { size: 10, isSoft: true });
  const facts = [
    m.disclosures_pdf_from({ organisation: content.organisation.name, name: content.sharedBy.name }, say),
    m.disclosures_pdf_period({ from: dayOf(content.period.from), to: dayOf(content.period.to) }, say),
    content.purpose.label,
  ];
  for (const fact of facts) paper.line(fact, { size: 10, isSoft: true });
  if (content.withheld !== null) paper.line(content.withheld, { gap: 8 });
  const heading: Record<ReportPart, string> = {
    goals: m.disclosures_part_goals({}, say),
    closeness: m.disclosures_part_closeness({}, say),
    meetings: m.disclosures_part_meetings({}, say),
    words: m.disclosures_part_words({}, say),
  };
  const empty = m.disclosures_part_empty({}, say);
  for (const part of ['goals', 'closeness', 'meetings', 'words'] as const) {
    if (content[part] === undefined) continue;
    paper.heading(heading[part]);
    if (content[part].length === 0) paper.line(empty, { isSoft: true });
    writePart[part](paper, content, {
      dayOf,
      done: (on) => m.disclosures_step_done({ on: dayOf(on) }, say),
      minutes: (n) => m.disclosures_minutes({ n }, say),
    });
  }
  for (const each of content.beside ?? []) {
    paper.heading(each.kind === 'correction' ? m.disclosures_beside_correction({}, say) : m.disclosures_beside_disagreement({}, say));
    paper.line(dayOf(each.on), { size: 9, isSoft: true });
    if (each.asked !== null) paper.line(m.disclosures_beside_asked({ words: each.asked }, say), { size: 10 });
    paper.line(each.kind === 'correction' ? each.words : `“${each.words}”`, {
      face: each.kind === 'correction' ? 'sans' : 'serif',
      size: 12,
    });
  }
  paper.heading(content.consent.title, 20);
  for (const each of content.consent.lines.filter(({ code }) => code !== 'classes')) paper.line(each.text, { size: 10 });
  paper.line(m.disclosures_pdf_signed({ name: content.consent.signedBy, on: dayOf(content.consent.signedOn) }, say), { size: 10 });
  paper.line(content.notice.long, { size: 10, gap: 12 });

  return paper.end({ text: content.notice.short, mark: shared.id.slice(-12) });
}

type Say = { dayOf: (day: string) => string; done: (on: string) => string; minutes: (n: number) => string };

const writePart: Record<ReportPart, (paper: Paper, content: ReportContent, say: Say) => void> = {
  goals: (paper, content, say) => {
    for (const goal of content.goals ?? []) {
      paper.line(`“${goal.words}”`, { face: 'serif', size: 12, gap: 6 });
      for (const step of goal.steps)
        paper.line(`– ${step.words}${step.doneOn === null ? '' : ` (${say.done(step.doneOn)})`}`, { size: 10 });
    }
  },
  closeness: (paper, content, say) => {
    for (const goal of content.closeness ?? []) {
      if (goal.goalWords !== null) paper.line(`“${goal.goalWords}”`, { face: 'serif', size: 12, gap: 6 });
      paper.line(goal.points.map((point) => `${say.dayOf(point.on)}: ${point.closeness}/10`).join('   '), { size: 10 });
    }
  },
  meetings: (paper, content, say) => {
    const { language } = content;
    for (const meeting of content.meetings ?? []) {
      const facts = [say.dayOf(meeting.on), say.minutes(meeting.minutes), meeting.place[language], meeting.mode[language]];
      paper.line(facts.join(' · '), { size: 10, gap: 4 });
      if (meeting.did.length > 0) paper.line(meeting.did.map((did) => did[language]).join(', '), { size: 10, isSoft: true });
    }
  },
  words: (paper, content, say) => {
    for (const entry of content.words ?? []) {
      paper.line(say.dayOf(entry.on), { size: 9, isSoft: true, gap: 6 });
      paper.line(entry.voice === 'person' ? `“${entry.words}”` : entry.words, {
        face: entry.voice === 'person' ? 'serif' : 'sans',
        size: 12,
      });
      if (entry.felt !== null) paper.line(`“${entry.felt}”`, { face: 'serif', size: 11 });
    }
  },
};
