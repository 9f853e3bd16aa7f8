/** An accounting of what was shared, or an intermediary's list, on paper. */
import type { PackSet } from '../../packs/pack-schema.ts';
import { openPaper } from '../../server/pdf-paper.ts';
import { type CalendarDay, formatDay } from '../../shared/calendar-day.ts';
import type { AccountingLines } from './accounting.ts';
import { wordsOfLetters } from './letter-words.server.ts';

export type AccountingContent = {
  language: 'en' | 'ta';
  of: 'accounting' | 'intermediaries';
  organisation: string;
  person: string;
  madeAt: string;
  lines: AccountingLines;
  packs: PackSet;
  staff: Record<string, string>;
  dayOf: (instant: string) => CalendarDay;
};

export async function writeAccounting(content: AccountingContent, mark: string): Promise<Buffer> {
  const { language, lines, packs } = content;
  const dayOf = (instant: string) => formatDay(content.dayOf(instant), language, 'short');
  const { m, say, part, lookedAt } = await wordsOfLetters(language);
  const paper = openPaper({ language, title: m.letters_file_title({}, say), at: content.madeAt });
  const named = { name: content.person };
  const heading = content.of === 'accounting' ? m.letters_accounting(named, say) : m.letters_intermediaries(named, say);
  paper.line(heading, { face: 'bold', size: 19 });
  paper.line(`${content.organisation}, ${dayOf(content.madeAt)}`, { size: 10, isSoft: true });
  paper.line(
    lines.from === null
      ? m.letters_accounting_all({}, say)
      : m.letters_accounting_since({ day: formatDay(lines.from, language, 'short') }, say),
    { gap: 8 },
  );
  for (const { law, years } of lines.laws)
    paper.line(
      years === null
        ? m.letters_accounting_law({ law: law[language] }, say)
        : m.letters_accounting_law_years({ law: law[language], years }, say),
      { size: 10, isSoft: true },
    );
  if (lines.shared.length === 0) paper.line(m.letters_accounting_none({}, say), { gap: 12 });
  for (const each of lines.shared) {
    const kind = packs.consents.find((one) => one.code === each.legal_basis);
    const purpose = kind?.purposes.find((one) => one.code === each.purpose)?.label[language] ?? each.purpose;
    const address = each.recipient_address === null ? '' : `, ${each.recipient_address}`;
    paper.line(`${dayOf(each.disclosed_at)}: ${each.recipient_name}${address}`, { face: 'bold', size: 12, gap: 12 });
    if (each.members !== null) paper.line(m.letters_accounting_members({ members: each.members }, say), { size: 10 });
    const what = each.description === '' ? [] : each.description.split(' ').map(part);
    paper.line(m.letters_accounting_what({ what: what.join(', ') }, say), { size: 10 });
    paper.line(m.letters_accounting_why({ purpose }, say), { size: 10 });
    paper.line(
      m.letters_accounting_by(
        { name: content.staff[each.discloser_id] ?? m.people_a_colleague({}, say), basis: kind?.title[language] ?? each.legal_basis },
        say,
      ),
      { size: 10, isSoft: true },
    );
  }
  if (lines.looks.length > 0) {
    paper.heading(m.letters_accounting_looks({}, say));
    for (const each of lines.looks) {
      const who = content.staff[each.staff_id] ?? m.people_a_colleague({}, say);
      paper.line(`${dayOf(each.looked_at)}: ${who}, ${lookedAt(each.what)}`, { size: 10, gap: 2 });
    }
  }
  return paper.end({ text: null, mark });
}
