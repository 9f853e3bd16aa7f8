/** What was done each time they met, and what was written about it, in two voices. */
import { dayText } from './calendar.ts';
import { activities, packVersions, whereAndHow } from './codes.ts';
import type { DemoRow } from './demo-row.ts';
import type { Beat, Did } from './story.ts';
import { instant, type Met, type Thread, type Unsaid } from './thread.ts';

const lengths = [15, 20, 30, 30, 30, 45, 45, 45, 60, 60, 75, 90];

export function contactRows(thread: Thread, met: Met, goals: Map<number, string>, unsaid: Unsaid): DemoRow[] {
  const { orgId, personId, random, time, world } = thread;
  const { beat } = met;
  const { place, mode } = whereAndHow[met.at];
  const remote = mode !== 'in_person';
  const minutes = mode === 'text' ? random.pick([5, 10, 15]) : random.pick(lengths.filter((length) => !remote || length <= 30));
  const did: Did[] =
    beat?.did ??
    random.pick<Did[]>([
      ['listened'],
      ['listened'],
      ['listened', 'planned'],
      ['practised'],
      ['went_along'],
      ['shared', 'listened'],
      ['found'],
    ]);
  const day = dayText(met.day);
  const entries = entryRows(thread, met, unsaid);
  const struck = beat === null && entries.length === 0 && random.chance(0.012);
  const cosigned = thread.cosigned && !struck && random.chance(time.today - met.day > 9 ? 0.97 : 0.3);
  const seenBy = cosigned ? Math.min(time.now, met.recordedAt + random.int(3, 120) * 3_600_000) : null;
  const touched = goals.get(beat ? (beat.goal === null ? -1 : (beat.goal ?? 0)) : random.chance(0.6) ? 0 : -1);
  const rows: DemoRow[] = [
    {
      table: 'contacts',
      row: {
        orgId,
        id: met.id,
        occasionId: random.id(met.startedAt),
        personId,
        programmeId: thread.programmeId,
        authorId: met.authorId,
        startedAt: instant(met.startedAt),
        minutes,
        day,
        place,
        mode,
        did: did.map((one) => activities[one]),
        words: entries.length > 0 ? 'written' : time.today - met.day < 3 && random.chance(0.3) ? 'later' : 'none',
        late: met.recordedAt - met.startedAt > 12 * 3_600_000,
        packVersion: world.packs.map((pack) => `${pack}@${packVersions[pack]}`).join('+'),
        recordedAt: instant(met.recordedAt),
        receivedAt: instant(Math.min(time.now, met.recordedAt + random.pick([900, 1400, 2600, 4_000_000]))),
        cosignedBy: seenBy === null ? null : thread.supervisorId,
        cosignedAt: seenBy === null ? null : instant(seenBy),
        struckBy: struck ? met.authorId : null,
        struckAt: struck ? instant(Math.min(time.now, met.recordedAt + 7_200_000)) : null,
        struckWhy: struck ? random.pick(world.everyday.struckWhy) : null,
      },
    },
  ];
  if (touched !== undefined) rows.push({ table: 'contactGoals', row: { orgId, contactId: met.id, goalId: touched, personId } });
  rows.push(...entries);
  return rows;
}

function entryRows(thread: Thread, met: Met, unsaid: Unsaid): DemoRow[] {
  const { orgId, personId, random, time, text, world } = thread;
  const { beat } = met;
  const writes = beat ?? everydayWords(thread, unsaid);
  const writtenAt = instant(met.recordedAt);
  const audience = (voice: 'person' | 'peer') =>
    beat?.audience ??
    random.pick(
      voice === 'person'
        ? (['pair', 'pair', 'team', 'team', 'care_team'] as const)
        : (['pair', 'team', 'team', 'team', 'care_team'] as const),
    );
  const rows: DemoRow[] = [];
  const shared = { orgId, contactId: met.id, personId, authorId: met.authorId };
  if (writes.person !== undefined) {
    const words = text(writes.person);
    const felt = writes.felt === undefined ? null : text(writes.felt);
    rows.push({
      table: 'entries',
      row: {
        ...shared,
        id: random.id(met.recordedAt),
        voice: 'person',
        audience: audience('person'),
        kind: 'entry',
        followsId: null,
        words,
        felt,
        language: thread.language(words),
        shown: null,
        writtenAt,
      },
    });
  }
  if (writes.peer !== undefined) {
    const words = text(writes.peer);
    const id = random.id(met.recordedAt);
    const readers = audience('peer');
    const shown = random.pick(['together', 'together', 'will_show', 'will_show', 'declined'] as const);
    rows.push({
      table: 'entries',
      row: {
        ...shared,
        id,
        voice: 'peer',
        audience: readers,
        kind: 'entry',
        followsId: null,
        words,
        felt: null,
        language: thread.language(words),
        shown,
        writtenAt,
      },
    });
    if (random.chance(0.03)) {
      const more = text(random.pick(world.everyday.addenda));
      const at = Math.min(time.now, met.recordedAt + random.int(20, 70) * 3_600_000);
      rows.push({
        table: 'entries',
        row: {
          ...shared,
          id: random.id(at),
          voice: 'peer',
          audience: readers,
          kind: 'addendum',
          followsId: id,
          words: more,
          felt: null,
          language: thread.language(more),
          shown: 'will_show',
          writtenAt: instant(at),
        },
      });
    }
  }
  return rows;
}

/** Between the parts of a story most contacts have no words; some have a line. No line is said twice in one thread. */
function everydayWords(thread: Thread, unsaid: Unsaid): Pick<Beat, 'person' | 'felt' | 'peer'> {
  const { random } = thread;
  const roll = random.next();
  if (roll < 0.6 || thread.story.quiet) return {};
  const voice = roll < 0.75 ? 'person' : 'peer';
  const words = unsaid[voice].pop();
  if (words === undefined) return {};
  return { [voice]: words };
}
