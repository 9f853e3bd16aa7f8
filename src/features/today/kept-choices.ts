/** What its author can do about a change the server refused. Pure: the outbox and the rows on the phone in, the choice out. */
import type { OutboxItem } from '../../device/device.ts';
import { changeFollowUp } from '../follow-ups/change-follow-up.ts';
import type { FollowUpRow } from '../follow-ups/follow-up.ts';
import { changeGoal } from '../goals/change-goal.ts';
import { changeStep } from '../goals/change-step.ts';
import type { GoalRow, GoalStepRow } from '../goals/goal.ts';
import { type Fact, factsOf } from '../goals/two-versions.ts';
import { editPerson } from '../people/edit-person.ts';
import { changeVisit } from '../visits/change-visit.ts';
import type { VisitRow } from '../visits/visit.ts';

export type KeptChoice =
  /** A page of its own shows both versions. */
  | { kind: 'page'; href: string }
  /** Both versions fit here. */
  | ({ kind: 'compare'; facts: Fact[] } & KeptVersionsOf)
  /** What it was built on comes first: decided alone, it might stand on something nobody has looked at. */
  | { kind: 'after'; what: OutboxItem; isOnItsWay: boolean }
  | { kind: 'again' };

/** The row that stands, and what the refused command would have changed of it. */
export type KeptVersionsOf =
  | { of: 'follow_up'; row: FollowUpRow; set: Partial<FollowUpRow> }
  | { of: 'visit'; row: VisitRow; set: Partial<VisitRow> };

export type HeldRows = {
  people: ReadonlyMap<string, unknown>;
  goals: ReadonlyMap<string, GoalRow>;
  goal_steps: ReadonlyMap<string, GoalStepRow>;
  follow_ups: ReadonlyMap<string, FollowUpRow>;
  visits: ReadonlyMap<string, VisitRow>;
};

/** @param outbox oldest first, as the device gives it */
export function choiceFor(item: OutboxItem, outbox: readonly OutboxItem[], held: HeldRows): KeptChoice {
  if (item.refusal?.code === 'follows_refused') {
    const before = whatItFollows(item, outbox);
    if (before) return { kind: 'after', what: before, isOnItsWay: before.step !== 0 };
  } else if (item.refusal?.code !== 'conflict') return { kind: 'again' };
  return bothVersions(item, held) ?? { kind: 'again' };
}

/** What this one was built on, while that is undecided or still on its way: about the same row, refused before it or tried again since. */
function whatItFollows(item: OutboxItem, outbox: readonly OutboxItem[]): OutboxItem | undefined {
  const at = outbox.indexOf(item);
  const about = new Set(item.rows.map((row) => `${row.table}/${row.id}`));
  const same = (other: OutboxItem) => other !== item && other.rows.some((row) => about.has(`${row.table}/${row.id}`));
  return (
    outbox.slice(0, Math.max(at, 0)).findLast((other) => other.step === 0 && same(other)) ??
    outbox.find((other) => other.step !== 0 && same(other))
  );
}

function bothVersions(item: OutboxItem, held: HeldRows): KeptChoice | undefined {
  const { args } = item;
  if (item.name === editPerson.name) {
    const said = editPerson.args.safeParse(args).data;
    return said && held.people.has(said.personId) ? { kind: 'page', href: `/people/${said.personId}/edit` } : undefined;
  }
  if (item.name === changeGoal.name || item.name === changeStep.name) {
    const goalId =
      changeGoal.args.safeParse(args).data?.goalId ?? held.goal_steps.get(changeStep.args.safeParse(args).data?.stepId ?? '')?.goalId;
    const goal = held.goals.get(goalId ?? '');
    return goal && { kind: 'page', href: `/people/${goal.personId}/goals/${goal.id}/versions/${item.id}` };
  }
  if (item.name === changeFollowUp.name) {
    const said = changeFollowUp.args.safeParse(args).data;
    const there = said && newer(held.follow_ups.get(said.followUpId), item, 'follow_ups');
    if (!there) return undefined;
    const set = defined(said.set);
    return { kind: 'compare', of: 'follow_up', row: there, set, facts: factsOf<FollowUpRow>(there, set, ['words', 'dueOn', 'status']) };
  }
  if (item.name === changeVisit.name) {
    const said = changeVisit.args.safeParse(args).data;
    const there = said && newer(held.visits.get(said.visitId), item, 'visits');
    if (!there) return undefined;
    const { startsAt } = said.set;
    // One moment can be written in several ways; only another moment is another version.
    const set = defined({ ...said.set, ...(startsAt === undefined ? {} : { startsAt: new Date(startsAt).toISOString() }) });
    const row = { ...there, startsAt: new Date(there.startsAt).toISOString() };
    const facts = factsOf<VisitRow>(row, set, ['startsAt', 'place', 'mode', 'note', 'status']);
    return { kind: 'compare', of: 'visit', row, set, facts };
  }
  return undefined;
}

/** The row as this phone holds it, or as the refusal brought it along when that is newer. */
function newer<Row extends { version: number }>(row: Row | undefined, item: OutboxItem, table: 'follow_ups' | 'visits'): Row | undefined {
  const current = item.refusal?.current;
  // The server sends the row of the table it names, in the shape the feed gives it.
  const brought = current?.table === table ? (current.row as Row) : undefined;
  if (!row || !brought) return row;
  return brought.version > row.version ? { ...row, ...brought } : row;
}

function defined<T extends object>(set: T): T {
  return Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined)) as T;
}
