/** What lies between phones and servers: requests that wait to be carried, are lost, come twice, late or cut in half. */
import type { CommandAnswer } from '../../src/shared/command.ts';
import type { FeedPage, FeedRequest } from '../../src/shared/feed.ts';
import { checkPage, seenNow } from './each-page.ts';
import { type Message, type Sim, type UnderWay, Violation } from './sim.ts';
import type { Notebook } from './sim-device.ts';
import { origin } from './sim-server.ts';
import { rightClock } from './sim-time.ts';
import { checkMadeWhileAllowed } from './while-allowed.ts';

/** Wakes whoever waits for a notebook to have nothing more to do by itself. */
const quietOf = new WeakMap<Notebook, () => void>();

/** The `fetch` of a notebook: puts the request where the scheduler finds it. */
export function fetchThrough(sim: Sim): (notebook: Notebook) => typeof fetch {
  return (notebook) => (path, init) =>
    new Promise((resolve, reject) => {
      quietOf.get(notebook)?.();
      // A dead phone sends nothing, and hears nothing.
      if (notebook.phone.isDead) return;
      const generation = notebook.open;
      sim.sent += 1;
      sim.note(`  asks ${sim.sent} ${path} ${said(init?.body)}`);
      sim.pending.push({
        nth: sim.sent,
        notebook,
        path: String(path),
        headers: init?.headers as Record<string, string>,
        body: init?.body as string | undefined,
        sentAt: sim.time.now(),
        late: false,
        answered: (answer) => {
          if (notebook.open !== generation) return;
          if (answer) resolve(answer);
          else reject(new TypeError('no network'));
        },
      });
    });
}

/** None in what was cut in half: no server understands it. */
function commandsIn(body = '{}'): { id: string }[] {
  try {
    return (JSON.parse(body) as { commands?: { id: string }[] }).commands ?? [];
  } catch {
    return [];
  }
}

/** What a request says, as far as chance decided it: people are held in the order they came. */
function said(body: unknown): string {
  const { cursor, held, commands } = JSON.parse(typeof body === 'string' ? body : '{}') as {
    cursor?: { n: number } | null;
    held?: string[];
    commands?: { id: string }[];
  };
  return `${cursor?.n ?? '-'} ${held?.join(' ') ?? ''} ${commands?.map(({ id }) => id).join(' ') ?? ''}`;
}

/** Lets the phone's own code run until it waits for the network again, or has come to an end. */
export async function letRun(sim: Sim, notebook: Notebook, go: () => Promise<unknown> | undefined): Promise<void> {
  sim.time.showTo(notebook.phone.clock);
  const quiet = new Promise<void>((told) => quietOf.set(notebook, told));
  void go();
  const round = notebook.syncing?.then(() => undefined);
  await Promise.race(round ? [quiet, round] : [quiet]);
  sim.time.showTo(rightClock);
}

/** Carries a request to a server. What comes of it reaches its phone, unless it is lost, or the server has not ended yet. */
export async function deliver(
  sim: Sim,
  message: Message,
  loseAnswer: boolean,
  server = sim.random.below(sim.servers.length),
): Promise<void> {
  sim.time.showTo(rightClock);
  for (const { id } of commandsIn(message.body)) sim.ledger.carried(id, sim.time.now() - message.sentAt);
  const asked = (await sim.sabotage?.request?.(message, sim)) ?? message;
  const seen = asked.path === '/api/feed' ? await seenNow(sim, asked.notebook.owner) : null;
  const planned = sim.held ? (sim.servers[server]?.plan(null) ?? null) : null;
  // One at a time is held up.
  if (planned && planned.what !== 'park') sim.servers[server]?.plan(planned);
  const done = ask(sim, asked, server).then((answer) => judged(sim, asked, answer, seen));
  done.catch(() => undefined);
  const one: UnderWay = { message, server, done, loseAnswer };
  const parking = sim.servers[server]?.parking().then(() => 'parked' as const);
  const looking = { on: true };
  const outcome = await Promise.race([
    done.then(() => 'done' as const),
    ...(parking ? [parking] : []),
    ...(sim.held ? [untilBlocked(sim, looking)] : []),
  ]).finally(() => {
    looking.on = false;
  });
  if (outcome === 'parked') sim.held = one;
  else if (outcome === 'blocked') sim.blocked = one;
  else await hand(sim, one);
}

/** Gives an answer to the phone that waits for it. */
export async function hand(sim: Sim, { message, done, loseAnswer }: UnderWay): Promise<void> {
  const answer = await done;
  if (message.late) return;
  const arrives = loseAnswer ? null : answer;
  sim.count(arrives === null ? 'answers that never came' : 'answers');
  await letRun(sim, message.notebook, async () => message.answered(arrives));
}

/** Tells a phone that there is no network. */
export async function fail(sim: Sim, message: Message): Promise<void> {
  if (!message.late) await letRun(sim, message.notebook, async () => message.answered(null));
}

/** The request that was held up goes on; whoever waited for it, too. */
export async function release(sim: Sim): Promise<void> {
  const { held, blocked } = sim;
  sim.held = null;
  sim.blocked = null;
  if (held) sim.servers[held.server]?.parked()?.();
  if (held) await held.done;
  if (blocked) await blocked.done;
  if (held) await hand(sim, held);
  if (blocked) await hand(sim, blocked);
}

async function ask(sim: Sim, message: Message, server: number): Promise<Response | null> {
  const { path, headers, body, notebook } = message;
  const asked = new Request(new URL(path, origin), {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...headers,
      cookie: message.cookie ?? notebook.owner.cookie,
      ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
    },
    ...(body === undefined ? {} : { body }),
  });
  const at = sim.servers[server];
  const answer = await at?.fetch(asked).catch(() => null);
  if (!at || !answer) return null;
  const text = await answer.text();
  if (at.isDead()) {
    // It died with this request in its hands: another one is started in its place, by whoever looks after it.
    sim.servers[server] = sim.startServer();
    sim.count('servers that died');
    at.end();
    return null;
  }
  const told = (await sim.sabotage?.answer?.(text, message, sim)) ?? text;
  return new Response(told, {
    status: answer.status,
    headers: { ...Object.fromEntries(answer.headers), date: new Date(sim.time.now()).toUTCString() },
  });
}

/** Holds each answer against what must always be so, as it leaves the server. */
async function judged(sim: Sim, message: Message, answer: Response | null, seen: Awaited<ReturnType<typeof seenNow>> | null) {
  const { owner } = message.notebook;
  sim.note(`${message.nth} ${message.path} ${answer?.status ?? 'none'}`);
  if (!answer?.ok) return answer;
  const text = await answer.clone().text();
  if (message.path === '/api/commands') {
    const { answers } = JSON.parse(text) as { answers: CommandAnswer[] };
    sim.count('commands answered', answers.length);
    for (const one of answers) {
      if (one.outcome !== 'later')
        sim.outcomes.push(`${sim.ordinalOf(one.id)} ${one.outcome === 'refused' ? one.refusal.code : one.outcome}`);
      const said = one.outcome === 'accepted' ? one.position : one.outcome === 'refused' ? one.refusal.code : 'later';
      sim.note(`  ${one.id} ${one.outcome} ${said}`);
      sim.count(`outcome ${one.outcome === 'refused' ? one.refusal.code : one.outcome}`);
    }
    sim.ledger.hear(owner.staffId, answers);
    await checkMadeWhileAllowed(sim, message.notebook, answers);
  } else if (message.path === '/api/feed') {
    const page = JSON.parse(text) as FeedPage;
    sim.note(
      `  page n ${page.cursor.n} rows ${page.rows.length} lost ${page.lost.length} gained ${page.gained.length} gone ${page.gone.length} ${page.more}`,
    );
    const request = JSON.parse(message.body ?? '{}') as FeedRequest;
    if (request.cursor && !page.restart && page.cursor.epoch === request.cursor.epoch && page.cursor.n < request.cursor.n)
      throw new Violation('no skip', `the cursor went from ${request.cursor.n} to ${page.cursor.n}`);
    if (seen) checkPage(seen, page);
  }
  return answer;
}

/** Resolves when a statement of a request waits for a lock: only the request that is held up can have it. */
async function untilBlocked(sim: Sim, looking: { on: boolean }): Promise<'blocked'> {
  for (;;) {
    await new Promise((rest) => setTimeout(rest, 2));
    if (!looking.on) return new Promise(() => undefined);
    const { rows } = await sim.admin.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and usename = 'kith_app'`,
    );
    if (rows.length > 0) return 'blocked';
  }
}
