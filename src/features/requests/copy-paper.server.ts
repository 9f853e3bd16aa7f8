/** A person's copy of their record, on paper: what a person reads, in the order they would ask. The same as a file holds every field. */
import { labelWords } from '../../packs/pack-labels.ts';
import type { PackSet } from '../../packs/pack-schema.ts';
import { openPaper, type Paper } from '../../server/pdf-paper.ts';
import { formatDay, fromInstant, parseCalendarDay } from '../../shared/calendar-day.ts';
import type { RecordRow, RecordTable } from './file-queries.server.ts';
import { type LetterWords, wordsOfLetters } from './letter-words.server.ts';
import type { RecordCopy } from './record-copy.server.ts';
import { type CopyPart, copyParts } from './request.ts';

export async function writeCopy(copy: RecordCopy, packs: PackSet, mark: string): Promise<Buffer> {
  const words = await wordsOfLetters(copy.language);
  const { m, say } = words;
  const paper = openPaper({ language: copy.language, title: m.letters_file_title({}, say), at: copy.madeAt });
  paper.line(m.letters_copy({ name: copy.person.name }, say), { face: 'bold', size: 19 });
  paper.line(`${copy.organisation}, ${formatDay(fromInstant(copy.madeAt, copy.timeZone), copy.language, 'short')}`, {
    size: 10,
    isSoft: true,
  });
  if (!copy.madeBy.own) paper.line(m.letters_copy_by_staff({ name: copy.madeBy.name }, say), { size: 10, gap: 8 });
  for (const { part, why } of copy.heldBack)
    paper.line(m.letters_copy_held({ part: words.copyPart(part), why: words.heldWhy(why) }, say), { gap: 6 });
  const of = { copy, packs, words };
  for (const part of copyParts) {
    const tables = copy.parts[part];
    if (!tables) continue;
    paper.heading(words.copyPart(part));
    const rows = Object.values(tables).reduce((n, each) => n + (each?.length ?? 0), 0);
    if (rows === 0) paper.line(m.letters_copy_empty({}, say), { isSoft: true });
    writePart[part](paper, (table) => tables[table] ?? [], of);
  }
  return paper.end({ text: null, mark });
}

type Of = { copy: RecordCopy; packs: PackSet; words: LetterWords };
type Get = (table: RecordTable) => readonly RecordRow[];

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const own = (words: string) => `“${words}”`;

function dayOf(value: unknown, { copy }: Of): string {
  const said = text(value);
  if (said === null || said.endsWith('infinity')) return '';
  return formatDay(said.length === 10 ? parseCalendarDay(said) : fromInstant(said, copy.timeZone), copy.language, 'short');
}
const nameOf = (id: unknown, { copy, words: { m, say } }: Of) => copy.staff[String(id)] ?? m.people_a_colleague({}, say);
const label = (list: Parameters<typeof labelWords>[1], code: unknown, { copy, packs }: Of) =>
  labelWords(packs, list, String(code))[copy.language];

const writePart: Record<CopyPart, (paper: Paper, get: Get, of: Of) => void> = {
  about_me: (paper, get, of) => {
    for (const row of get('people')) {
      for (const field of ['name', 'full_name', 'pronouns', 'birth_date', 'phone', 'email'] as const)
        if (text(row[field]) !== null) paper.line(String(row[field]), { size: 11 });
      for (const field of ['matters', 'strengths', 'culture'] as const)
        if (text(row[field]) !== null) paper.line(own(String(row[field])), { face: 'serif', size: 12 });
    }
    for (const row of get('assignments'))
      paper.line(`${nameOf(row.staff_id, of)}: ${[dayOf(row.starts_at, of), dayOf(row.ends_at, of)].filter(Boolean).join(' – ')}`, {
        size: 10,
      });
  },
  goals: (paper, get, of) => {
    for (const goal of get('goals')) {
      paper.line(own(String(goal.words)), { face: 'serif', size: 12, gap: 6 });
      paper.line(`${dayOf(goal.created_at, of)} · ${label('goal-statuses', goal.status, of)}`, { size: 9, isSoft: true });
      if (text(goal.peer_words) !== null) paper.line(String(goal.peer_words), { size: 11 });
      for (const step of get('goal_steps').filter((each) => each.goal_id === goal.id)) paper.line(`– ${step.words}`, { size: 10 });
      const rated = get('goal_ratings').filter((each) => each.goal_id === goal.id);
      if (rated.length > 0) paper.line(rated.map((each) => `${dayOf(each.rated_at, of)}: ${each.closeness}/10`).join('   '), { size: 10 });
    }
  },
  meetings: (paper, get, of) => {
    const { m, say } = of.words;
    for (const row of get('contacts')) {
      const facts = [dayOf(row.day, of), m.disclosures_minutes({ n: Number(row.minutes) }, say), label('contact-places', row.place, of)];
      paper.line([...facts, label('contact-modes', row.mode, of), nameOf(row.author_id, of)].join(' · '), { size: 10, gap: 4 });
      const did = (row.did as string[] | null) ?? [];
      if (did.length > 0) paper.line(did.map((each) => label('activities', each, of)).join(', '), { size: 10, isSoft: true });
    }
    for (const row of get('visits')) {
      paper.line([dayOf(row.starts_at, of), label('contact-places', row.place, of), nameOf(row.staff_id, of)].join(' · '), {
        size: 10,
        gap: 4,
      });
      if (text(row.note) !== null) paper.line(String(row.note), { size: 11 });
    }
  },
  words: (paper, get, of) => {
    for (const row of get('entries')) {
      const isOwn = row.voice === 'person';
      paper.line(`${dayOf(row.written_at, of)} · ${isOwn ? of.copy.person.name : nameOf(row.author_id, of)}`, {
        size: 9,
        isSoft: true,
        gap: 6,
      });
      if (text(row.words) !== null)
        paper.line(isOwn ? own(String(row.words)) : String(row.words), { face: isOwn ? 'serif' : 'sans', size: 12 });
      if (text(row.felt) !== null) paper.line(own(String(row.felt)), { face: 'serif', size: 11 });
    }
  },
  plans: (paper, get, of) => {
    for (const row of get('follow_ups')) {
      paper.line(String(row.words), { size: 11, gap: 4 });
      paper.line(`${dayOf(row.created_at, of)} · ${nameOf(row.owner_id, of)}`, { size: 9, isSoft: true });
    }
  },
  agreed: (paper, get, of) => {
    const { language } = of.copy;
    for (const row of get('consents')) {
      const terms = row.terms as { recipient?: { name?: string | null } } | null;
      const title = of.packs.consents.find((each) => each.code === row.kind)?.title[language] ?? String(row.kind);
      paper.line(`${title}: ${terms?.recipient?.name ?? ''}`, { size: 11, gap: 4 });
      paper.line([dayOf(row.signed_at ?? row.drafted_at, of), dayOf(row.ended_at, of)].filter(Boolean).join(' – '), {
        size: 9,
        isSoft: true,
      });
    }
    for (const row of get('locks')) {
      paper.line(own(String(row.words)), { face: 'serif', size: 12, gap: 4 });
      paper.line([dayOf(row.set_at, of), dayOf(row.lifted_at, of)].filter(Boolean).join(' – '), { size: 9, isSoft: true });
    }
    for (const row of get('disclosures'))
      paper.line(`${dayOf(row.disclosed_at, of)}: ${row.recipient_name}, ${nameOf(row.discloser_id, of)}`, { size: 10, gap: 4 });
    for (const row of get('requests')) {
      paper.line(`${dayOf(row.asked_at, of)}: ${of.words.kind(String(row.kind))}`, { size: 11, gap: 4 });
      for (const field of ['words', 'statement'] as const)
        if (text(row[field]) !== null) paper.line(own(String(row[field])), { face: 'serif', size: 12 });
      for (const field of ['answer_words', 'correction'] as const)
        if (text(row[field]) !== null) paper.line(String(row[field]), { size: 11 });
    }
  },
  looks: (paper, get, of) => {
    for (const row of get('looks'))
      paper.line(`${dayOf(row.looked_at, of)}: ${nameOf(row.staff_id, of)}, ${of.words.lookedAt(String(row.what))}`, { size: 10, gap: 2 });
  },
};
