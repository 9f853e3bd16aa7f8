/** Everything about one made-up person, in foreign-key order. */
import { dayText } from './calendar.ts';
import { ageBands, leavingReasons } from './codes.ts';
import type { DemoRow } from './demo-row.ts';
import type { DemoTeam } from './demo-staff.ts';
import { tellThread } from './demo-thread.ts';
import { type Random, randomFrom } from './random.ts';
import type { Story } from './story.ts';
import { languageOf, type Pronouns, tell } from './tell.ts';
import type { DemoTime } from './thread.ts';
import type { Named, World } from './worlds.ts';

export type DemoContext = {
  world: World;
  seed: string;
  orgId: string;
  programmeIds: string[];
  team: DemoTeam;
  people: number;
  time: DemoTime;
  /** The stories in this organisation's order. */
  stories: readonly Story[];
};

/** The last people of each organisation are earlier ones, registered twice: for the merge screen. The very last is already merged. */
const echoesFrom = 20;

type Identity = { named: Named; pronouns: Pronouns; phone: string | null; birthDate: string | null; story: Story };

function echoOf(context: DemoContext, index: number): number | null {
  const count = context.world.echoes.length;
  if (context.people < echoesFrom + 2 * count) return null;
  const echo = index - (context.people - count);
  return echo >= 0 ? echo : null;
}

function identify(context: DemoContext, index: number): Identity {
  const { world } = context;
  const random = randomFrom(`${context.seed}/${world.key}/who/${index}`);
  const echo = echoOf(context, index);
  if (echo !== null) {
    const pair = world.echoes[echo];
    const original = identify(context, echo * 4 + 3);
    if (pair) return { ...original, named: pair.second };
  }
  const story = context.stories[index % context.stories.length] as Story;
  const pair = index % 4 === 3 && context.people >= echoesFrom + 6 ? world.echoes[(index - 3) / 4] : undefined;
  const pronouns = pair?.pronouns ?? story.who ?? random.pick(['she', 'she', 'she', 'she', 'she', 'he', 'he', 'he', 'he', 'they'] as const);
  const tamil = story.speaks[0] === 'ta' && random.chance(0.6);
  const named = pair?.first ?? world.named(random, pronouns, tamil ? 'tamil' : 'latin');
  const born = context.time.today - random.int(19 * 365, 71 * 365);
  return {
    named,
    pronouns,
    phone: pair || random.chance(0.7) ? world.phone(random) : null,
    birthDate: pair || random.chance(0.45) ? dayText(born) : null,
    story,
  };
}

/** The story of whoever has index `index`; exported for reading threads by eye and in tests. */
export function personRows(context: DemoContext, index: number): DemoRow[] {
  const { world, orgId, team, time } = context;
  const random = randomFrom(`${context.seed}/${world.key}/life/${index}`);
  const who = identify(context, index);
  const echo = echoOf(context, index);
  const place = Math.floor(index / team.peers.length);
  const peer = at(team.peers, index);
  const programme = team.staff[peer]?.programmes[0] ?? 0;
  const programmeId = context.programmeIds[programme] as string;
  /** These have something planned today, so they are still here. */
  const busyToday = place % 12 === 1 && echo === null;
  const known = random.chance(0.25);
  const from = echo !== null ? time.today - random.int(6, 20) : known ? time.began : random.int(time.began, time.today - 12);
  const leaves = !busyToday && echo === null && time.today - from > 90 && random.chance(0.16);
  const returns = leaves && random.chance(0.35);
  const leftOn = leaves ? random.int(from + 60, time.today - (returns ? 28 : 7)) : null;
  const backOn = leftOn !== null && returns ? random.int(leftOn + 14, time.today - 10) : null;

  const registeredBy = team.staff[peer]?.id as string;
  const registeredAt = instant(time.clock(from, 9 * 60 + random.int(0, 400)));
  const id = random.id(time.clock(from, 600));
  const text = (words: string) => tell(words, { key: id, name: who.named.name, pronouns: who.pronouns });
  const person = about({ context, who, random, text, index, echo });
  const rows: DemoRow[] = [
    {
      table: 'people',
      row: {
        orgId,
        id,
        programmeId,
        ...person,
        mergedInto: echo === world.echoes.length - 1 ? personId(context, echo * 4 + 3) : null,
        registeredBy,
        registeredAt,
        version: random.int(1, 3),
        updatedAt: registeredAt,
      },
    },
    ...enrolments({ orgId, personId: id, programmeId, from, leftOn, backOn, random, time }),
  ];
  const walked = walks({ context, personId: id, programmeId, peer, from, leftOn, backOn, random, place });
  rows.push(...walked.rows);
  if (echo === null) {
    const left = leftOn === null ? [] : [{ from: leftOn, to: backOn ?? time.today + 1 }];
    rows.push(
      ...tellThread({
        world,
        orgId,
        personId: id,
        programmeId,
        story: who.story,
        text,
        random,
        time,
        from,
        until: leftOn !== null && backOn === null ? leftOn : time.today,
        away: left,
        authorOn: walked.authorOn,
        peerStaff: registeredBy,
        supervisorId: team.staff[team.staff[peer]?.supervisor ?? team.coordinator]?.id as string,
        cosigned: world.programmes[programme]?.cosignRequired ?? false,
        place,
        busyToday,
        language: (words) => languageOf(words, who.story.speaks),
      }),
    );
  }
  return rows;
}

/** The id a person of this index has: the same stream, drawn in the same order. */
function personId(context: DemoContext, index: number): string {
  const [first] = personRows(context, index);
  if (first?.table !== 'people') throw new Error('a person begins with their own row');
  return first.row.id;
}

function about(of: {
  context: DemoContext;
  who: Identity;
  random: Random;
  text: (words: string) => string;
  index: number;
  echo: number | null;
}) {
  const { context, who, random, text, index, echo } = of;
  const { everyday } = context.world;
  const { named, story } = who;
  const told = echo === null;
  const born = who.birthDate === null ? null : Number(who.birthDate.slice(0, 4));
  const age = born === null ? random.int(19, 71) : Number(dayText(context.time.today).slice(0, 4)) - born;
  const plain = (named.fullName.match(/[A-Za-z]/g) ?? []).join('').toLowerCase();
  return {
    name: named.name,
    fullName: random.chance(0.65) || !told || index % 4 === 3 ? named.fullName : null,
    pronouns: random.chance(0.4) ? who.pronouns : null,
    languages: story.speaks,
    phone: who.phone,
    email: told && plain.length > 3 && random.chance(0.3) ? `${plain}${random.int(1, 99)}@mail.example.org` : null,
    safeContact: JSON.stringify(
      story.quiet
        ? { leaveMessage: false, nameSender: false }
        : random.chance(0.6)
          ? { leaveMessage: random.chance(0.6), nameSender: random.chance(0.4), best: text(random.pick(everyday.best)) }
          : {},
    ),
    birthDate: who.birthDate,
    ageBand: who.birthDate === null && random.chance(0.7) ? bandOf(age) : null,
    matters: told ? text(story.matters) : null,
    strengths: told && random.chance(0.8) ? text(story.strengths) : null,
    culture: told && story.culture !== undefined ? text(story.culture) : null,
    emergency: JSON.stringify(
      told && random.chance(0.5) ? { relation: random.pick(everyday.relations), phone: context.world.phone(random) } : {},
    ),
  };
}

function bandOf(age: number): string {
  const upTo = [24, 34, 44, 54, 64];
  const index = upTo.findIndex((most) => age <= most);
  return ageBands[index === -1 ? ageBands.length - 1 : index] as string;
}

function enrolments(of: {
  orgId: string;
  personId: string;
  programmeId: string;
  from: number;
  leftOn: number | null;
  backOn: number | null;
  random: Random;
  time: DemoTime;
}): DemoRow[] {
  const { orgId, personId: person, programmeId, from, leftOn, backOn, random, time } = of;
  const one = (enrolledOn: number, left: number | null): DemoRow => ({
    table: 'enrolments',
    row: {
      orgId,
      id: random.id(time.clock(enrolledOn, 600)),
      personId: person,
      programmeId,
      enrolledOn: dayText(enrolledOn),
      leftOn: left === null ? null : dayText(left),
      leftReason: left === null ? null : random.pick(leavingReasons),
      version: left === null ? 1 : 2,
    },
  });
  return [one(from, leftOn), ...(backOn === null ? [] : [one(backOn, null)])];
}

/** Who walked with the person and when: perhaps another peer at first, perhaps someone who covers this week. */
function walks(of: {
  context: DemoContext;
  personId: string;
  programmeId: string;
  peer: number;
  from: number;
  leftOn: number | null;
  backOn: number | null;
  random: Random;
  place: number;
}): { rows: DemoRow[]; authorOn: (day: number) => string } {
  const { context, personId: person, programmeId, peer, from, leftOn, backOn, random, place } = of;
  const { team, time, orgId } = context;
  const staffId = (index: number) => team.staff[index]?.id as string;
  const madeBy = staffId(team.staff[peer]?.supervisor ?? team.coordinator);
  const rows: DemoRow[] = [];
  const add = (staff: string, kind: 'peer' | 'cover', starts: number, ends: number | null) => {
    const startsAt = instant(time.clock(starts, 8 * 60));
    const endsAt = ends === null ? 'infinity' : instant(time.clock(ends, 18 * 60));
    const id = random.id(time.clock(starts, 480));
    rows.push({
      table: 'assignments',
      row: { orgId, id, personId: person, staffId: staff, programmeId, kind, startsAt, endsAt, madeBy, version: 1 },
    });
  };
  const here = peersBeside(team, peer);
  const before = time.today - from > 150 && random.chance(0.15) && here.length > 0 ? random.pick(here) : null;
  const handedOver = before === null ? null : random.int(from + 50, Math.min(leftOn ?? time.today, time.today - 40));
  if (before !== null && handedOver !== null) add(staffId(before), 'peer', from, handedOver);
  const ends = leftOn === null ? null : leftOn + 14;
  add(staffId(peer), 'peer', handedOver ?? from, ends === null ? null : Math.max(ends, (handedOver ?? from) + 1));
  if (backOn !== null) add(staffId(peer), 'peer', backOn, null);
  // In every nine the second peer is away this week: others cover the people they would have met.
  const away = team.peers.indexOf(peer) % 9 === 1;
  if (away && leftOn === null && place % 4 === 1 && here.length > 0)
    add(staffId(random.pick(here)), 'cover', time.today - 3, time.today + 5);
  return { rows, authorOn: (day) => staffId(before !== null && handedOver !== null && day < handedOver ? before : peer) };
}

/** Peers under the same supervisor and in the same programme, without the one asked about. */
function peersBeside(team: DemoTeam, peer: number): number[] {
  const one = team.staff[peer];
  return team.peers.filter((other) => other !== peer && team.staff[other]?.supervisor === one?.supervisor);
}

function at(list: number[], index: number): number {
  return list[index % list.length] as number;
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
