/** Writers that do not give up: each sends batches of contacts over HTTP and repeats them, with the same ids, until every one has its answer. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { CommandAnswer, CommandEnvelope } from '../../src/shared/command.ts';
import { newId } from '../../src/shared/id.ts';
import { aContact } from '../factories/a-phone.ts';

export type Writer = { orgId: string; staffId: string; cookie: string; people: { personId: string; programmeId: string }[] };

export type Sent = { commandId: string; actorId: string; occasionId: string; contactId: string; entryId: string };

/** What was promised: everything sent, and the position each was acknowledged with. */
export type Ledger = {
  sent: Map<string, Sent>;
  acknowledged: Map<string, number>;
  /** Answers that must not be: a refusal of what is right, or another answer than before. */
  wrong: string[];
  /** Requests that failed, by what happened. */
  failures: Map<string, number>;
};

export function openLedger(): Ledger {
  return { sent: new Map(), acknowledged: new Map(), wrong: [], failures: new Map() };
}

/** Waits until the server pokes this session: something changed. @returns false when it does not within a minute */
export async function isPoked(origin: string, cookie: string): Promise<boolean> {
  const stop = new AbortController();
  const patience = setTimeout(() => stop.abort(), 60_000);
  try {
    const response = await fetch(`${origin}/api/events`, { headers: { cookie }, signal: stop.signal });
    const text = new TextDecoder();
    for await (const piece of response.body ?? []) if (text.decode(piece, { stream: true }).includes('event: changed')) return true;
    return false;
  } catch (error) {
    if (stop.signal.aborted) return false;
    throw error;
  } finally {
    clearTimeout(patience);
    stop.abort();
  }
}

export type Load = {
  ledger: Ledger;
  /** Waits until this many more were acknowledged; throws when nothing is for two minutes. */
  more: (count: number) => Promise<void>;
  /** Waits for the first acknowledgement from now on. @returns milliseconds */
  next: () => Promise<number>;
  /** Lets every writer finish what it has begun. */
  finish: () => Promise<void>;
  /** Stops at once, whatever was begun. */
  giveUp: () => Promise<void>;
};

const patienceMilliseconds = 15_000;

/** @param originOf where to send now; a server that is being killed or started is asked again and again */
export function startLoad(
  writers: readonly Writer[],
  originOf: () => string,
  options: { mostInBatch: number; random: () => number },
): Load {
  const ledger = openLedger();
  const { random, mostInBatch } = options;
  let stopping = false;
  let givenUp = false;

  async function send(writer: Writer, batch: readonly CommandEnvelope[]): Promise<CommandAnswer[] | null> {
    try {
      const response = await fetch(`${originOf()}/api/commands`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: writer.cookie },
        body: JSON.stringify({ commands: batch }),
        signal: AbortSignal.timeout(patienceMilliseconds),
      });
      if (!response.ok) {
        note(`status ${response.status}`);
        // A server that is there and refuses would be refused for ever.
        if (response.status < 500) ledger.wrong.push(`status ${response.status}`);
        await response.body?.cancel();
        return null;
      }
      return ((await response.json()) as { answers: CommandAnswer[] }).answers;
    } catch (error) {
      note((error as { cause?: { code?: string } }).cause?.code ?? (error as Error).name);
      return null;
    }
  }
  const note = (what: string) => ledger.failures.set(what, (ledger.failures.get(what) ?? 0) + 1);

  function take(answers: readonly CommandAnswer[]): Set<string> {
    const done = new Set<string>();
    for (const answer of answers) {
      if (answer.outcome === 'refused') {
        ledger.wrong.push(`refused: ${answer.refusal.code}`);
        done.add(answer.id);
      } else if (answer.outcome === 'accepted') {
        const before = ledger.acknowledged.get(answer.id);
        if (before !== undefined && before !== answer.position) ledger.wrong.push(`answered ${before} and then ${answer.position}`);
        ledger.acknowledged.set(answer.id, answer.position);
        done.add(answer.id);
      }
    }
    return done;
  }

  async function write(writer: Writer): Promise<void> {
    while (!stopping) {
      let batch = Array.from({ length: 1 + Math.floor(random() * mostInBatch) }, () => aCommand(writer));
      while (batch.length > 0 && !givenUp) {
        // Now and then a phone sends twice at once, because it thought that the first had gone astray.
        const [answers, doubled] = await Promise.all([send(writer, batch), random() < 0.05 ? send(writer, batch) : null]);
        const done = new Set([...take(answers ?? []), ...take(doubled ?? [])]);
        batch = batch.filter((command) => !done.has(command.id));
        if (batch.length > 0) await sleep(20 + random() * 100);
      }
    }
  }

  function aCommand(writer: Writer): CommandEnvelope {
    const person = writer.people[Math.floor(random() * writer.people.length)];
    if (!person) throw new Error('a writer walks with somebody');
    const args = aContact(person);
    const [one] = args.with;
    const [entry] = one?.entries ?? [];
    if (!one || !entry) throw new Error('a contact has a person and words');
    const id = newId();
    ledger.sent.set(id, {
      commandId: id,
      actorId: writer.staffId,
      occasionId: args.occasionId,
      contactId: one.contactId,
      entryId: entry.id,
    });
    return { id, name: 'record-contact', version: 1, args, recordedAt: new Date().toISOString(), packVersion: 'core@2026.1' };
  }

  const writing = writers.map(write);

  async function until(reached: () => boolean): Promise<void> {
    let [count, since] = [ledger.acknowledged.size, Date.now()];
    while (!reached()) {
      await sleep(5);
      if (ledger.acknowledged.size > count) [count, since] = [ledger.acknowledged.size, Date.now()];
      if (Date.now() - since > 120_000)
        throw new Error(`nothing was acknowledged for two minutes; ${JSON.stringify([...ledger.failures])}`);
    }
  }

  return {
    ledger,
    more: async (count) => {
      const goal = ledger.acknowledged.size + count;
      await until(() => ledger.acknowledged.size >= goal);
    },
    next: async () => {
      const [count, since] = [ledger.acknowledged.size, performance.now()];
      await until(() => ledger.acknowledged.size > count);
      return performance.now() - since;
    },
    finish: async () => {
      stopping = true;
      await Promise.all(writing);
    },
    giveUp: async () => {
      stopping = true;
      givenUp = true;
      await Promise.all(writing);
    },
  };
}
