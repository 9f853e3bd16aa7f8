/** One step of a run: chance picks who does what, among what can be done now. */

import { deleteDatabase } from '../../src/device/database.ts';
import { changeAccess } from './access.ts';
import { nextAct } from './acts.ts';
import { afterRound, notePurge, reopen } from './at-rest.ts';
import { sendAsAnother } from './attack.ts';
import { deliver, fail, letRun, release } from './network.ts';
import type { Message, Sim } from './sim.ts';
import { beginRound, closeNotebook, type Notebook, type Phone, type PhoneParts, submit } from './sim-device.ts';
import { serverPoints } from './sim-server.ts';
import { rightClock } from './sim-time.ts';

export type Step = { left: boolean };

type Kind =
  | 'act'
  | 'sync'
  | 'carry'
  | 'late'
  | 'crash'
  | 'plan'
  | 'release'
  | 'access'
  | 'clock'
  | 'switch'
  | 'room'
  | 'evict'
  | 'let go'
  | 'attack'
  | 'wait';

/** @param step `left`: chance is asked as ever, and nothing is done */
export async function takeStep(sim: Sim, parts: PhoneParts, step: Step): Promise<string> {
  const { random } = sim;
  const ready = sim.pending.filter((message) => mayCarry(sim, message));
  const kind = random.weighed<Kind>([
    [22, 'act'],
    [14, 'sync'],
    [ready.length > 0 ? 45 : 0, 'carry'],
    [sim.pending.some((message) => !message.late) ? 3 : 0, 'late'],
    [2, 'crash'],
    [sim.held ? 0 : 5, 'plan'],
    [sim.held ? (sim.blocked ? 60 : 20) : 0, 'release'],
    [sim.held ? 0 : 3, 'access'],
    [0.5, 'clock'],
    [1, 'switch'],
    [1, 'room'],
    [0.3, 'evict'],
    [0.7, 'let go'],
    [sim.held ? 0 : 1, 'attack'],
  ]);
  if (step.left) return `left out: ${kind}`;
  const done = await steps[kind ?? 'wait'](sim, parts, ready);
  sim.time.showTo(rightClock);
  return `${kind} ${done}`;
}

/** A request that would wait for the one that is held up may do so, but only one: then something else must happen first. */
function mayCarry(sim: Sim, message: Message): boolean {
  if (!sim.held) return true;
  const sameOrganisation = message.notebook.owner.orgId === sim.held.message.notebook.owner.orgId;
  return !(sim.blocked && sameOrganisation) && message.notebook !== sim.held.message.notebook;
}

type Do = (sim: Sim, parts: PhoneParts, ready: Message[]) => Promise<string>;

const anyPhone = (sim: Sim) => sim.random.pick(sim.phones) as Phone;

/** Mostly one thing; sometimes all that happened since the last time, one after another. */
const act: Do = async (sim) => {
  const phone = anyPhone(sim);
  const many = sim.random.chance(0.15) ? 2 + sim.random.below(10) : 1;
  const done: string[] = [];
  for (let nth = 0; nth < many && !phone.isDead; nth++) done.push(await actOnce(sim, phone));
  return done.join('; ');
};

async function actOnce(sim: Sim, phone: Phone): Promise<string> {
  const notebook = phone.user;
  sim.time.showTo(phone.clock);
  const next = nextAct(sim, notebook, `words ${sim.random.below(1_000_000)}`);
  if (!next || phone.isDead) return `${phone.name}: nothing to do`;
  const { owner } = notebook;
  let id = '';
  try {
    const said = JSON.stringify(next.args);
    sim.note(said);
    for (const made of said.match(uuid) ?? []) sim.ordinalOf(made);
    await submit(notebook, next.command, next.args, plantedIn(sim), (made) => {
      id = made;
      sim.ordinalOf(id);
      sim.ledger.make({
        id,
        staffId: owner.staffId,
        orgId: owner.orgId,
        notebook,
        name: next.command.name,
        args: next.args,
        at: sim.time.now(),
        saved: false,
      });
    });
    if (phone.isDead && !sim.sabotage?.phone?.saysSavedAtOnce) throw new Error('died before the screen could say so');
    const one = sim.ledger.made.get(id);
    if (one) one.saved = true;
  } catch {
    if (phone.isDead) await rise(sim, phone);
    return `${phone.name}: ${owner.name} ${next.command.name} ${id} was not kept`;
  }
  sim.count('commands made');
  return `${phone.name}: ${owner.name} ${next.command.name} ${id}`;
}

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const plantedIn = (sim: Sim) => sim.sabotage?.phone ?? {};
let openParts: PhoneParts | undefined;

/** A phone that died is started again. */
async function rise(sim: Sim, phone: Phone): Promise<void> {
  sim.time.showTo(phone.clock);
  forgetRequests(sim, phone.notebooks);
  for (const notebook of phone.notebooks) {
    closeNotebook(notebook);
    if (openParts) await reopen(notebook, openParts);
  }
}

/** Nobody waits for them any more; they may still arrive. */
function forgetRequests(sim: Sim, notebooks: readonly Notebook[]): void {
  for (const message of sim.pending) if (notebooks.includes(message.notebook)) message.late = true;
  for (const one of [sim.held, sim.blocked]) if (one && notebooks.includes(one.message.notebook)) one.message.late = true;
}

const sync: Do = async (sim) => {
  const phone = anyPhone(sim);
  const notebook = phone.user;
  if (notebook.syncing || !notebook.open) return `${phone.name}: at it already`;
  await letRun(sim, notebook, () => beginRound(notebook, (id) => notePurge(sim, notebook, id)));
  return `${phone.name}: ${notebook.owner.name}${await settle(sim, notebook)}`;
};

/** After the phone's code ran: it may have come to the end of a round, or died. */
async function settle(sim: Sim, notebook: Notebook): Promise<string> {
  if (notebook.phone.isDead) {
    await rise(sim, notebook.phone);
    return ', and the phone died';
  }
  afterRound(sim, notebook);
  return '';
}

const carry: Do = async (sim, _parts, ready) => {
  const message = sim.random.pick(ready) as Message;
  const label = `${message.nth} ${message.path} of ${message.notebook.phone.name}`;
  const fate = sim.random.weighed([
    [message.late ? 0 : 10, 'is lost'],
    [message.late ? 0 : 10, 'loses its answer'],
    [message.late ? 0 : 5, 'comes twice'],
    [1, 'is cut in half'],
    [74, 'arrives'],
  ] as const);
  sim.pending.splice(sim.pending.indexOf(message), 1);
  sim.count(`request ${fate}`);
  if (fate === 'is lost') await fail(sim, message);
  else if (fate === 'is cut in half') await deliver(sim, { ...message, body: message.body?.slice(0, message.body.length >> 1) }, false);
  else {
    if (fate === 'comes twice') sim.pending.push({ ...message, late: true });
    await deliver(sim, message, fate === 'loses its answer');
  }
  return `${label} ${fate}${sim.held?.message === message ? ', is held up' : ''}${await settle(sim, message.notebook)}`;
};

const late: Do = async (sim) => {
  const message = sim.random.pick(sim.pending.filter((one) => !one.late)) as Message;
  // Its phone gives up waiting; the request is still on its way.
  sim.pending.splice(sim.pending.indexOf(message), 1, { ...message, late: true });
  sim.count('request comes late');
  await fail(sim, message);
  return `${message.nth} of ${message.notebook.phone.name}${await settle(sim, message.notebook)}`;
};

const crash: Do = async (sim, parts) => {
  openParts = parts;
  const phone = anyPhone(sim);
  if (sim.random.chance(0.3)) {
    phone.hit.set('while at rest', (phone.hit.get('while at rest') ?? 0) + 1);
    await rise(sim, phone);
    return `${phone.name} at once`;
  }
  phone.death = { writes: 1 + sim.random.below(6), when: sim.random.chance(0.5) ? 'before' : 'after' };
  return `${phone.name} ${phone.death.when} write ${phone.death.writes}`;
};

const plan: Do = async (sim) => {
  const what = sim.random.weighed([
    [5, 'park'],
    [1.5, 'cut'],
    [1.5, 'die'],
  ] as const);
  const at = sim.random.pick(serverPoints);
  const server = sim.random.below(sim.servers.length);
  if (!what || !at || (what === 'park' && (at === 'begin' || at === 'counter' || at === 'commit-unanswered'))) return 'nothing';
  sim.servers[server]?.plan({ what, at });
  return `server ${server} ${what} at ${at}`;
};

const goOn: Do = async (sim) => {
  const { held, blocked } = sim;
  const isCut = sim.random.chance(0.15);
  if (held && isCut) sim.servers[held.server]?.plan({ what: sim.random.chance(0.5) ? 'cut' : 'die', at: 'before-commit' });
  await release(sim);
  let said = `${held?.message.nth}`;
  for (const one of [held, blocked]) if (one) said += await settle(sim, one.message.notebook);
  return said;
};

const access: Do = async (sim) => {
  await changeAccess(sim);
  return '';
};

const clock: Do = async (sim) => {
  const phone = anyPhone(sim);
  const before = phone.clock;
  const jump = sim.random.below(3 * 86_400_000);
  phone.jumped = true;
  phone.clock = (now) => before(now) - jump;
  return `of ${phone.name} jumps back`;
};

const change: Do = async (sim) => {
  const phone = sim.phones.find((one) => one.notebooks.length > 1);
  const next = phone?.notebooks.find((one) => one !== phone.user);
  if (!phone || !next) return '';
  phone.user = next;
  return `${phone.name} to ${next.owner.name}`;
};

const room: Do = async (sim) => {
  const phone = anyPhone(sim);
  phone.roomless = 1 + sim.random.below(3);
  return `runs out on ${phone.name}`;
};

const evict: Do = async (sim, parts) => {
  const phone = anyPhone(sim);
  const notebook = phone.user;
  forgetRequests(sim, [notebook]);
  for (const entry of notebook.open?.outbox.entries() ?? []) {
    const one = sim.ledger.made.get(entry.envelope.id);
    if (one) one.evicted = true;
  }
  for (const one of sim.ledger.made.values()) if (one.notebook === notebook) one.evicted ||= true;
  const db = notebook.open?.db;
  closeNotebook(notebook);
  if (db) await deleteDatabase(db.name);
  sim.time.showTo(phone.clock);
  await reopen(notebook, parts);
  sim.count('stores evicted');
  return `the store of ${notebook.owner.name} on ${phone.name}`;
};

const letGo: Do = async (sim) => {
  const notebook = anyPhone(sim).user;
  const refused = notebook.open?.outbox.entries().find((entry) => entry.state === 'refused');
  const one = refused && sim.ledger.made.get(refused.envelope.id);
  if (!refused || !one || notebook.phone.isDead) return 'nothing';
  one.letGo = true;
  await notebook.open?.outbox.remove([one.id]).catch(() => undefined);
  if (notebook.phone.isDead) await rise(sim, notebook.phone);
  return one.id;
};

const steps: Record<Kind, Do> = {
  act,
  sync,
  carry,
  late,
  crash,
  plan,
  release: goOn,
  access,
  clock,
  switch: change,
  room,
  evict,
  'let go': letGo,
  attack: sendAsAnother,
  wait: async () => '',
};
