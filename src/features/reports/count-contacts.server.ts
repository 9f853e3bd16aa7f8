/** The programme page's one question: how many contacts, people and minutes, by week, place and way. */
import { z } from 'zod';
import type { Actor } from '../../server/actor.ts';
import type { Database, Tx } from '../../server/db.ts';
import { query } from '../../server/query-handler.ts';
import { rollUp } from '../../server/rollup.ts';
import { addDays } from '../../shared/calendar-day.ts';
import { type CountAnswer, type CountCell, countAnswer, fewestPeopleTold, isCountable, rangeShape, wholeWeeks } from './counts.ts';
import { mayCountContacts, toldInFull } from './counts-policy.ts';
import { type CountAsked, countLengths, countPeople, listCells } from './counts-queries.server.ts';
import type { CellRow } from './small-cells.ts';

export const countContactsQuery = {
  ...query({
    name: 'count-contacts',
    reach: 'wide',
    dataClass: 'counts',
    args: z.strictObject(rangeShape).refine(isCountable, { path: ['to'] }),
    answer: countAnswer,
    may: mayCountContacts,
    run: ({ tx, args, actor }) => answerCount(tx, actor, args),
  }),
  /** Counts what is new first, in a transaction of its own: the question itself reads one snapshot and writes nothing. */
  prepare: async (database: Database, actor: Actor): Promise<void> => {
    await rollUp(database, actor);
  },
};

async function answerCount(tx: Tx, actor: Actor, args: { programmeId: string | null; from: string; to: string }): Promise<CountAnswer> {
  const asked = askedBy(actor, args);
  const rows = await listCells(tx, asked);
  const people = await countPeople(tx, asked);
  const rounded = isRounded(asked);
  const tellPeople = (week: string | null) => {
    const n = people.find((row) => row.week === week)?.people ?? 0;
    if (!rounded || n === 0) return n;
    // To fives, so that two questions a week apart do not tell how many were new in that week.
    return n < fewestPeopleTold ? null : Math.round(n / 5) * 5;
  };
  const told = rows.filter((row) => row.told);
  const byWeek = Map.groupBy(rows, (row) => row.week);
  return {
    ...wholeWeeks(args),
    cells: cellsOf(rows),
    weeks: [...byWeek].map(([week, of]) => ({ week, ...sumsOf(of), people: tellPeople(week) })),
    totals: { ...sumsOf(rows), people: tellPeople(null), lengths: await countLengths(tx, asked, rows) },
    hiddenCells: rows.length - told.length,
    rounded,
  };
}

/** Of the cells that are told. When there are cells and none is told, the sum is not told either: it is not 0. */
function sumsOf(rows: readonly CellRow[]): { contacts: number | null; minutes: number | null } {
  const told = rows.filter((row) => row.told);
  if (told.length === 0 && rows.length > 0) return { contacts: null, minutes: null };
  return {
    contacts: told.reduce((sum, row) => sum + row.contacts, 0),
    minutes: told.reduce((sum, row) => sum + row.minutes, 0),
  };
}

export function askedBy(actor: Actor, args: { programmeId: string | null; from: string; to: string }): CountAsked {
  const { from, to } = wholeWeeks(args);
  return { orgId: actor.orgId, programmeId: args.programmeId, weeks: { from, to: addDays(to, -6) }, inFull: toldInFull(actor) };
}

function isRounded({ inFull, programmeId }: CountAsked): boolean {
  return inFull !== 'all' && (programmeId === null ? inFull.length === 0 : !inFull.includes(programmeId));
}

/** The programmes' cells of the same week, place and way added up, without those that are not told. */
function cellsOf(rows: CellRow[]): CountCell[] {
  const same = Map.groupBy(rows, (row) => JSON.stringify([row.week, row.place, row.mode]));
  return [...same.values()].map((of): CountCell => {
    const [first] = of;
    if (!first) throw new Error('a group has at least one row');
    const { week, place, mode } = first;
    const told = of.filter((row) => row.told);
    if (told.length === 0) return { week, place, mode, contacts: null, people: null, minutes: null };
    const sum = (key: 'contacts' | 'minutes') => told.reduce((total, row) => total + row[key], 0);
    const people = told.reduce<number | null>((total, row) => (total === null || row.people === null ? null : total + row.people), 0);
    return { week, place, mode, contacts: sum('contacts'), people, minutes: sum('minutes') };
  });
}
