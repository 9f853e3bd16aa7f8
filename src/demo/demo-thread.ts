/** One person's thread over time: goals and steps, contacts with and without words, what was promised, what is planned. */
import { dayText, weekday } from './calendar.ts';
import { activities, whereAndHow } from './codes.ts';
import type { DemoRow } from './demo-row.ts';
import type { Random } from './random.ts';
import type { At, Beat, Did, Story } from './story.ts';
import { languageOf } from './tell.ts';
import type { World } from './worlds.ts';

export type DemoTime = {
  /** Day numbers. */
  began: number;
  today: number;
  /** Fewest and most days between two contacts. */
  pace: readonly [number, number];
  /** Milliseconds. */
  now: number;
  clock(day: number, minuteOfDay: number): number;
};

export type Thread = {
  world: World;
  orgId: string;
  personId: string;
  programmeId: string;
  story: Story;
  text(words: string): string;
  random: Random;
  time: DemoTime;
  from: number;
  until: number;
  away: { from: number; to: number }[];
  authorOn(day: number): string;
  peerStaff: string;
  supervisorId: string;
  cosigned: boolean;
  place: number;
  busyToday: boolean;
  language(words: string): string;
};

export type Met = { id: string; day: number; at: At; startedAt: number; recordedAt: number; authorId: string; beat: Beat | null };

/** Everyday lines not said yet in this thread, in the order they will be. */
type Unsaid = { person: string[]; peer: string[] };

const lengths = [15, 20, 30, 30, 30, 45, 45, 45, 60, 60, 75, 90];
const everydayPlaces: At[] = ['home', 'home', 'out', 'ours', 'ours', 'phone', 'phone', 'phone', 'text', 'video'];

export function tellThread(thread: Thread): DemoRow[] {
  const met = meet(thread);
  const goals = new Map<number, string>();
  const rows: DemoRow[] = [...goalRows(thread, met, goals)];
  const { everyday } = thread.world;
  const onlyTamil = thread.story.speaks.join() === 'ta';
  const unsaid = {
    person: thread.random.shuffle(fitting(thread, everyday.person)),
    peer: thread.random.shuffle(onlyTamil ? fitting(thread, everyday.peer) : everyday.peer),
  };
  for (const one of met) rows.push(...contactRows(thread, one, goals, unsaid));
  rows.push(...promises(thread, met), ...visitRows(thread, met), ...lookRows(thread, met));
  return rows;
}

/** The days they met, and which of them carry a part of the story. */
function meet(thread: Thread): Met[] {
  const { random, time, story } = thread;
  const days: number[] = [];
  for (let day = thread.from; day <= thread.until; day += random.int(...time.pace)) {
    const shifted = weekday(day) === 0 ? day + 1 : weekday(day) === 6 && random.chance(0.7) ? day + 2 : day;
    if (shifted > thread.until || thread.away.some((gap) => shifted > gap.from && shifted < gap.to)) continue;
    days.push(shifted);
  }
  const gone = thread.until < time.today;
  const share = gone ? 1 : 0.5 + 0.5 * random.next();
  const told = Math.min(days.length, Math.max(2, Math.ceil(story.beats.length * share)));
  const beatOn = new Map<number, Beat>();
  for (let i = 0; i < told; i += 1) {
    // The second part follows at the next meeting: a beginning is close together, what comes of it takes its time.
    const on = i < 2 ? i : 1 + Math.round(((i - 1) * (days.length - 2)) / (told - 2));
    const beat = story.beats[i];
    if (beat) beatOn.set(on, beat);
  }
  const met: Met[] = [];
  days.forEach((day, index) => {
    const beat = beatOn.get(index) ?? null;
    const startedAt = time.clock(day, 9 * 60 + random.int(0, 34) * 15);
    if (startedAt + 100 * 60_000 > time.now) return;
    const late = random.chance(0.05);
    const recordedAt = Math.min(time.now, startedAt + (late ? random.int(20, 60) * 3_600_000 : random.int(20, 110) * 60_000));
    const at = beat?.at ?? (story.quiet ? 'ours' : random.pick(everydayPlaces));
    met.push({ id: random.id(startedAt), day, at, startedAt, recordedAt, authorId: thread.authorOn(day), beat });
  });
  return met;
}

function goalRows(thread: Thread, met: Met[], ids: Map<number, string>): DemoRow[] {
  const { orgId, personId, random, time, story, text } = thread;
  const told = new Set(met.flatMap((one) => (one.beat ? [one.beat] : [])));
  const wholeStory = told.size === story.beats.length;
  const rows: DemoRow[] = [];
  story.goals.forEach((goal, index) => {
    const touching = met.filter((one) => one.beat && (one.beat.goal === undefined ? 0 : one.beat.goal) === index);
    const first = touching[0] ?? (index === 0 ? met[0] : undefined);
    if (!first) return;
    const goalId = random.id(first.startedAt);
    ids.set(index, goalId);
    const status = wholeStory ? (goal.ends ?? 'open') : random.chance(0.03) ? 'paused' : 'open';
    const words = text(goal.words);
    const createdAt = instant(first.recordedAt);
    const last = touching.at(-1) ?? first;
    rows.push({
      table: 'goals',
      row: {
        orgId,
        id: goalId,
        personId,
        words,
        wordsLanguage: thread.language(words),
        peerWords: goal.peer === undefined ? null : text(goal.peer),
        lifeArea: goal.area,
        status,
        createdBy: first.authorId,
        createdAt,
        version: status === 'open' ? 1 : 2,
        updatedAt: instant(last.recordedAt),
      },
    });
    const doneOn = new Map(touching.flatMap((one) => (one.beat?.step === undefined ? [] : [[one.beat.step, one] as const])));
    let open = 0;
    goal.steps.forEach((step, order) => {
      const done = doneOn.get(order);
      // Steps nobody has come to yet: the next two stand there, later ones have not been thought of.
      if (!done && order > 0) open += 1;
      if (!done && open > 2) return;
      const [, prefix, rest] = /^(?:(me|peer): )?(.*)$/su.exec(step) ?? [];
      const soon = !done && status === 'open' && open <= 1 && random.chance(0.6);
      rows.push({
        table: 'goalSteps',
        row: {
          orgId,
          id: random.id(first.startedAt),
          goalId,
          personId,
          words: text(rest ?? step),
          who: prefix === 'me' ? 'person' : prefix === 'peer' ? 'peer' : 'together',
          dueOn: soon ? dayText(time.today + random.int(-3, 16)) : null,
          doneOn: done ? dayText(done.day) : null,
          dropped: status === 'let_go' && !done,
          createdAt: instant(done ? Math.min(done.startedAt, first.recordedAt) : first.recordedAt),
          version: done ? 2 : 1,
        },
      });
    });
    rows.push(...ratings(thread, met, goalId, { first, steps: goal.steps.length, doneOn: [...doneOn.values()], done: status === 'done' }));
  });
  return rows;
}

/** How close it feels: up with every step taken, with worse weeks between. */
function ratings(thread: Thread, met: Met[], goalId: string, goal: { first: Met; steps: number; doneOn: Met[]; done: boolean }): DemoRow[] {
  const { orgId, personId, random } = thread;
  const since = met.filter((one) => one.startedAt >= goal.first.startedAt);
  const start = random.int(0, 4);
  const every = random.int(3, 5);
  return since.flatMap((one, index): DemoRow[] => {
    const isLast = goal.done && index === since.length - 1;
    if (index % every !== 0 && !isLast) return [];
    const taken = goal.doneOn.filter((step) => step.startedAt <= one.startedAt).length;
    const felt = start + Math.round(((9 - start) * taken) / Math.max(goal.steps, 1)) + random.pick([-2, -1, 0, 0, 0, 1]);
    const closeness = isLast ? random.pick([9, 10, 10]) : Math.min(10, Math.max(0, felt));
    const id = random.id(one.recordedAt);
    return [
      { table: 'goalRatings', row: { orgId, id, goalId, personId, closeness, ratedAt: instant(one.recordedAt), recordedBy: one.authorId } },
    ];
  });
}

function contactRows(thread: Thread, met: Met, goals: Map<number, string>, unsaid: Unsaid): DemoRow[] {
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
        packVersion: world.packs.map((pack) => `${pack}@2026.1`).join('+'),
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

/** Lines in the language this person speaks first. */
function fitting(thread: Thread, lines: readonly string[]): readonly string[] {
  const first = thread.story.speaks[0] ?? 'en';
  const fit = lines.filter((line) => languageOf(line, thread.story.speaks) === first);
  return fit.length > 0 ? fit : lines;
}

/** What was promised: mostly kept by the next time, the latest still open around today. */
function promises(thread: Thread, met: Met[]): DemoRow[] {
  const { orgId, personId, random, time, text } = thread;
  const lastMet = met.at(-1);
  const promised = met.flatMap((one) => (one.beat?.next === undefined ? [] : [{ one, words: one.beat.next }]));
  const fresh = promised.at(-1);
  // Whoever has nothing from their story open may still have been promised a small thing the last time.
  if (lastMet && !(fresh && time.today - fresh.one.day < 60) && !thread.story.quiet && random.chance(0.6)) {
    promised.push({ one: lastMet, words: random.pick(fitting(thread, thread.world.everyday.promises)) });
  }
  return promised.flatMap(({ one, words }, index): DemoRow[] => {
    const latest = index === promised.length - 1;
    const here = thread.until === time.today && lastMet !== undefined && time.today - lastMet.day < 40;
    const open = latest && here && time.today - one.day < 60 && random.chance(0.75);
    const dueOn = open ? time.today + random.pick([-12, -8, -4, -2, -1, 0, 0, 0, 0, 1, 2, 3, 5, 9]) : one.day + random.int(2, 12);
    const undated = open && random.chance(0.08);
    const status = open ? 'open' : random.chance(0.9) ? 'done' : 'let_go';
    return [
      {
        table: 'followUps',
        row: {
          orgId,
          id: random.id(one.recordedAt),
          personId,
          contactId: one.id,
          ownerId: thread.peerStaff,
          words: text(words),
          dueOn: undated ? null : dayText(Math.max(dueOn, one.day)),
          status,
          createdAt: instant(one.recordedAt),
          version: open ? 1 : 2,
        },
      },
    ];
  });
}

const plannedAt = [10 * 60, 12 * 60 + 30, 15 * 60 + 30, 11 * 60, 9 * 60 + 15, 14 * 60, 16 * 60 + 30];

function visitRows(thread: Thread, met: Met[]): DemoRow[] {
  const { orgId, personId, random, time, world, text, place } = thread;
  const rows: DemoRow[] = [];
  const add = (of: { startsAt: number; at: At; status: 'planned' | 'met' | 'not_met'; contactId: string | null; note: string | null }) => {
    rows.push({
      table: 'visits',
      row: {
        orgId,
        id: random.id(Math.min(time.now, of.startsAt)),
        personId,
        staffId: thread.peerStaff,
        startsAt: instant(of.startsAt),
        place: whereAndHow[of.at].place,
        mode: whereAndHow[of.at].mode,
        note: of.note,
        status: of.status,
        contactId: of.contactId,
        version: of.status === 'planned' ? 1 : 2,
      },
    });
  };
  for (const one of met) {
    if (one.authorId !== thread.peerStaff || !random.chance(0.15)) continue;
    add({ startsAt: one.startedAt, at: one.at, status: 'met', contactId: one.id, note: null });
    if (random.chance(0.12))
      add({ startsAt: time.clock(one.day - 2, 11 * 60), at: one.at, status: 'not_met', contactId: null, note: null });
  }
  if (thread.until < time.today) return rows;
  const ahead = thread.busyToday ? 0 : place % 7 === 2 ? 1 : random.chance(0.25) ? random.int(2, 10) : null;
  if (ahead === null) return rows;
  const minute = plannedAt[Math.floor(place / 12) % plannedAt.length] as number;
  const shift = thread.busyToday ? 0 : 30 * random.int(0, 4);
  const note = random.chance(0.6) && !thread.story.quiet ? text(random.pick(world.everyday.visitNotes)) : null;
  add({
    startsAt: time.clock(time.today + ahead, minute + shift),
    at: thread.story.quiet ? 'ours' : random.pick(['home', 'out', 'ours', 'phone']),
    status: 'planned',
    contactId: null,
    note,
  });
  return rows;
}

/** Staff who opened the record: the peer before some contacts, the supervisor now and then. */
function lookRows(thread: Thread, met: Met[]): DemoRow[] {
  const { orgId, personId, random, time } = thread;
  return met.slice(-12).flatMap((one): DemoRow[] => {
    if (!random.chance(0.3)) return [];
    const supervisor = random.chance(0.25);
    const at = supervisor ? Math.min(time.now, one.recordedAt + random.int(1, 90) * 3_600_000) : one.startedAt - random.int(5, 50) * 60_000;
    const offline = !supervisor && random.chance(0.2);
    const what = supervisor
      ? random.pick(['contacts', 'entries', 'record'] as const)
      : random.pick(['record', 'record', 'goals', 'entries'] as const);
    const receivedAt = instant(Math.min(time.now, at + (offline ? 5_400_000 : 1200)));
    const staffId = supervisor ? thread.supervisorId : one.authorId;
    return [{ table: 'looks', row: { orgId, id: random.id(at), personId, staffId, what, lookedAt: instant(at), offline, receivedAt } }];
  });
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
