/**
 * Two made-up programmes with staff, people and months of contacts, the same for the same seed.
 *
 * Rows come one after another and person by person, so that 50,000 people never stand in memory at once.
 */

import type { Role } from '../features/staff/role.ts';
import type { CalendarDay } from '../shared/calendar-day.ts';
import { dayNumber, wallClock } from './calendar.ts';
import { type DemoContext, personRows } from './demo-person.ts';
import type { DemoRow } from './demo-row.ts';
import { type DemoTeam, makeTeam } from './demo-staff.ts';
import { randomFrom } from './random.ts';
import { riverbend, thunai, type World } from './worlds.ts';

export type DemoOptions = {
  seed: string;
  /** The day everything is arranged around. */
  today: CalendarDay;
  /** ISO instant; nothing is recorded after it. */
  now: string;
  /** 120 unless said. */
  peoplePerOrganisation?: number;
  /** Everyone who works there; unless said, as many as the people need. */
  staffPerOrganisation?: number;
  /** How far back contacts go; 18 unless said. */
  months?: number;
};

export type DemoSignIn = {
  organisation: string;
  orgId: string;
  staffId: string;
  name: string;
  email: string;
  roles: Role[];
  locale: string;
};

export type DemoOrganisation = {
  orgId: string;
  name: string;
  people: number;
  staff: DemoTeam['staff'];
  /** One member of staff for each kind of work, peers first: those who get an account in a large demo. Everyone, in a small one. */
  signIns: DemoSignIn[];
  /** Every row, parents before children, afresh each time it is asked for. */
  rows(): Generator<DemoRow>;
  /** The rows of one person, by index: for reading a thread by eye. */
  person(index: number): DemoRow[];
};

const mostSignIns = 12;

export function generateDemo(options: DemoOptions): DemoOrganisation[] {
  return [riverbend, thunai].map((world) => organisation(world, options));
}

/** Who is who, for printing beside the passphrase. */
export function demoSignIns(organisations: DemoOrganisation[]): DemoSignIn[] {
  return organisations.flatMap((one) => one.signIns);
}

function organisation(world: World, options: DemoOptions): DemoOrganisation {
  const { seed } = options;
  const people = options.peoplePerOrganisation ?? 120;
  const random = randomFrom(`${seed}/${world.key}`);
  const today = dayNumber(options.today);
  const began = today - Math.round((options.months ?? 18) * 30.44);
  const clock = wallClock(world.timeZone);
  const start = clock(began - 30, 9 * 60);
  const orgId = random.id(start);
  const programmeIds = world.programmes.map(() => random.id(start));
  const team = makeTeam({ world, seed, orgId, programmeIds, people, staff: options.staffPerOrganisation, began: start });
  const context: DemoContext = {
    world,
    seed,
    orgId,
    programmeIds,
    team,
    people,
    // A large demo is for measuring: about twenty contacts a person.
    time: { began, today, pace: people > 1000 ? [9, 25] : [7, 19], now: Date.parse(options.now), clock },
    stories: random.shuffle(world.stories),
  };
  return {
    orgId,
    name: world.name,
    people,
    staff: team.staff,
    signIns: signInsOf(world, orgId, team),
    *rows() {
      yield* ownRows(world, context, start);
      for (let index = 0; index < people; index += 1) yield* personRows(context, index);
    },
    person: (index) => personRows(context, index),
  };
}

function* ownRows(world: World, context: DemoContext, start: number): Generator<DemoRow> {
  const { orgId, programmeIds, team } = context;
  const { name, peopleWord, jurisdiction, packs, languages, timeZone } = world;
  yield {
    table: 'organisations',
    row: {
      orgId,
      name,
      peopleWord,
      jurisdiction,
      packs,
      languages,
      timeZone,
      secondFactorRequired: false,
      offlineLeaseHours: 72,
      version: 1,
      createdAt: new Date(start).toISOString(),
    },
  };
  for (const [index, programme] of world.programmes.entries()) {
    yield { table: 'programmes', row: { orgId, id: programmeIds[index] as string, ...programme, endedOn: null, version: 1 } };
  }
  yield* team.rows;
}

function signInsOf(world: World, orgId: string, team: DemoTeam): DemoSignIn[] {
  const wanted = [...team.peers, ...team.supervisors, ...team.staff.keys()];
  const chosen = team.staff.length <= mostSignIns ? [...new Set(wanted)] : oneOfEach(team, wanted);
  return chosen.flatMap((index) => {
    const one = team.staff[index];
    return one
      ? [{ organisation: world.name, orgId, staffId: one.id, name: one.name, email: one.email, roles: one.roles, locale: one.locale }]
      : [];
  });
}

/** The first three of each kind of work. */
function oneOfEach(team: DemoTeam, wanted: number[]): number[] {
  const count = new Map<string, number>();
  return [...new Set(wanted)].filter((index) => {
    const kind = team.staff[index]?.roles.join('+') ?? '';
    count.set(kind, (count.get(kind) ?? 0) + 1);
    return (count.get(kind) ?? 0) <= (kind === 'peer' ? 3 : 1);
  });
}
