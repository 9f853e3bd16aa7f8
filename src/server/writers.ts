/**
 * Who writes when. An organisation's change counter is held until COMMIT, so its writers cannot commit at once; let in one by one, each
 * would pay for a COMMIT of its own while the others wait. So requests that wait for the same organisation are run together in one
 * transaction, each as its own actor. At most two such groups of an organisation at a time: one runs while the other commits.
 */
import type { CommandAnswer, CommandEnvelope } from '../shared/command.ts';
import type { Actor } from './actor.ts';
import { judge, type Request, type RunCommandDeps, reachOfAll, runRequests } from './run-command.ts';

/** Runs one request's commands in order as the actor. One answer for each, in order. */
export type Writers = (actor: Actor, envelopes: readonly CommandEnvelope[]) => Promise<CommandAnswer[]>;

const mostGroups = 2;
/** A day's batch, or a handful of phones: a group holds rows and, at its end, the counter; others wait meanwhile. */
const mostCommandsInGroup = 50;

type Waiting = { request: Request; answer: (answers: CommandAnswer[]) => void; fail: (error: unknown) => void };

export function openWriters(deps: RunCommandDeps): Writers {
  const waitingOf = new Map<string, Waiting[]>();
  const running = new Map<string, number>();

  const runGroup = async (group: readonly Waiting[]) => {
    try {
      const client = await deps.database.pool.connect();
      try {
        const answers = await runRequests(
          deps,
          client,
          group.map(({ request }) => request),
        );
        client.release();
        for (const [nth, { answer }] of group.entries()) answer(answers[nth] ?? []);
      } catch (error) {
        client.release(error instanceof Error ? error : true);
        throw error;
      }
    } catch (error) {
      for (const { fail } of group) fail(error);
    }
  };

  const run = async (orgId: string) => {
    const waiting = waitingOf.get(orgId) ?? [];
    running.set(orgId, (running.get(orgId) ?? 0) + 1);
    while (waiting.length > 0) await runGroup(waiting.splice(0, sizeOfNextGroup(waiting)));
    const left = (running.get(orgId) ?? 1) - 1;
    if (left > 0) running.set(orgId, left);
    else {
      running.delete(orgId);
      waitingOf.delete(orgId);
    }
  };

  return (actor, envelopes) =>
    new Promise((answer, fail) => {
      const request = { actor, judged: envelopes.map((envelope) => judge(deps, actor, envelope)) };
      const waiting = waitingOf.get(actor.orgId) ?? [];
      waitingOf.set(actor.orgId, waiting);
      waiting.push({ request, answer, fail });
      if ((running.get(actor.orgId) ?? 0) < mostGroups) void run(actor.orgId);
    });
}

/** How many of those in front may share a transaction: all of one reach. What has another, or several, goes by itself. */
function sizeOfNextGroup(waiting: readonly Waiting[]): number {
  const [first] = waiting;
  const reach = first && reachOfAll(first.request);
  if (!first || reach === null) return 1;
  let size = 0;
  let commands = 0;
  for (const { request } of waiting) {
    commands += request.judged.length;
    if (reachOfAll(request) !== reach || (size > 0 && commands > mostCommandsInGroup)) break;
    size += 1;
  }
  return size;
}
