/** What somebody wants, the steps towards it, and how close it felt over time. */
import { dayText } from './calendar.ts';
import type { DemoRow } from './demo-row.ts';
import { instant, type Met, type Thread } from './thread.ts';

export function goalRows(thread: Thread, met: Met[], ids: Map<number, string>): DemoRow[] {
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
