/**
 * The contract of every command. Each rule looks at one command in a fresh stage and says what is wrong with it; nothing means it holds.
 * `describeCommand` (describe-command.ts) makes tests of them; planted-faults.pg.test.ts proves that each rule can find something.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Role } from '../../src/features/staff/role.ts';
import type { CommandHandler } from '../../src/server/command-handler.ts';
import { commandMatrix } from '../../src/server/matrix.ts';
import type { CommandAnswer } from '../../src/shared/command.ts';
import { newId } from '../../src/shared/id.ts';
import { canary, canaryText, freeTexts, leaves, objects, valueAt, withoutValueAt, withValueAt } from './argument-paths.ts';
import type { CommandCase, Prepared } from './command-case.ts';
import { commandCases } from './command-cases.ts';
import { type ContractWorld, relationships, type Stage, standingsOf } from './contract-world.ts';
import type { Kind } from './given-rows.ts';

export type Rule = (world: ContractWorld, handler: CommandHandler) => Promise<string[]>;

export function caseOf(handler: CommandHandler): CommandCase {
  const found = commandCases[handler.command.name];
  if (!found) throw new Error(`tests/contracts/command-cases.ts has no case for the command ${handler.command.name}`);
  return found;
}

/** A stage in which the command may run, and its arguments. */
export async function ready(world: ContractWorld, handler: CommandHandler): Promise<{ stage: Stage } & Prepared> {
  const { role, relationship, prepare } = caseOf(handler);
  const stage = await world.stageFor(role, relationship);
  return { stage, ...(await prepare(stage)) };
}

const without = ({ id: _id, ...answer }: CommandAnswer) => JSON.stringify(answer);
const isAccepted = (answer: CommandAnswer) => answer.outcome === 'accepted';
const codeOf = (answer: CommandAnswer) => (answer.outcome === 'refused' ? answer.refusal.code : answer.outcome);

export const acceptsWhoMay: Rule = async (world, handler) => {
  const { stage, args } = await ready(world, handler);
  const answer = await world.run(stage.by, world.envelope(handler.command.name, args));
  return isAccepted(answer) ? [] : [`valid arguments from who may were answered ${without(answer)}`];
};

export const refusesWhoMayNot: Rule = async (world, handler) => {
  const { prepare, about } = caseOf(handler);
  const row = commandMatrix[handler.command.name];
  if (!row) return ['no row in the matrix'];
  const found: string[] = [];
  const outsiders: { by: Stage['role']; as: Stage['relationship'] }[] = [];
  for (const role of ['evaluator', 'biller', 'peer'] as const) if (!row.by[role]) outsiders.push({ by: role, as: 'assigned' });
  if (about === 'person') {
    const { role } = caseOf(handler);
    for (const as of relationships) if (!standingsOf[as].some((each) => row.by[role]?.includes(each))) outsiders.push({ by: role, as });
  }
  if (!row.self) outsiders.push({ by: 'peer', as: 'self' });
  if (!row.representative) outsiders.push({ by: 'peer', as: 'representative' });
  const tries: { who: string; by: Stage['by']; args: unknown }[] = [];
  for (const { by, as } of outsiders) {
    const stage = await world.stageFor(by, as);
    tries.push({ who: `${by}, ${as}`, by: stage.by, args: (await prepare(stage)).args });
  }
  const before = await world.everything();
  for (const { who, by, args } of tries) {
    const answer = await world.run(by, world.envelope(handler.command.name, args));
    if (answer.outcome !== 'refused' || answer.refusal.code === 'fault') found.push(`${who}: answered ${without(answer)}`);
  }
  const written = await wroteBeyondRefusal(world, before);
  if (written && found.length === 0) found.push(`refused, and yet wrote: ${written}`);
  return found;
};

/** Hidden, absent and another organisation's are one answer, in every argument that refers to something. */
export const tellsNothingOfHidden: Rule = async (world, handler) => {
  const found: string[] = [];
  const { refers = {} } = await ready(world, handler);
  for (const [path, kind] of Object.entries(refers)) {
    const { stage, args } = await ready(world, handler);
    const ask = async (id: string) => world.run(stage.by, world.envelope(handler.command.name, withValueAt(args, path, id)));
    const absent = await ask(newId());
    if (absent.outcome !== 'refused') found.push(`${path}: an absent ${kind} was answered ${without(absent)}`);
    if (codeOf(absent) === 'fault') found.push(`${path}: an absent ${kind} is a fault`);
    for (const [which, id] of Object.entries(await hiddenOnes(world, kind, stage.role)) as [string, string][]) {
      const answer = await ask(id);
      if (without(answer) !== without(absent)) found.push(`${path}: ${which} ${without(answer)}, absent ${without(absent)}`);
    }
  }
  return found;
};

async function hiddenOnes(world: ContractWorld, kind: Kind, from?: Role): Promise<{ foreign: string; hidden?: string }> {
  // Made anew each time: an id that was tried and accepted here is another organisation's alone no longer.
  const foreign = await world.stageFor('peer', 'other_tenant');
  const of = async (stage: Stage) => {
    if (kind === 'person') return stage.person;
    if (kind === 'programme') return world.aProgramme(stage.at.orgId);
    if (kind === 'staff') return stage.walker.staffId;
    if (kind === 'assignment') return stage.assignment;
    if (kind === 'invitation') return newId();
    return stage.given[kind]();
  };
  // Colleagues and programmes of one's own organisation are hidden from nobody in it, and that somebody is here from no director.
  const isShared = kind === 'staff' || kind === 'programme' || (kind === 'person' && from === 'director');
  return { foreign: await of(foreign), ...(isShared ? {} : { hidden: await of(world.hidden) }) };
}

/** An id that is taken is refused and overwrites nothing; an id that another organisation uses is free. */
export const keepsIdsApart: Rule = async (world, handler) => {
  const found: string[] = [];
  const { makes = {} } = await ready(world, handler);
  for (const [path, kind] of Object.entries(makes)) {
    const { stage, args } = await ready(world, handler);
    const { foreign, hidden } = await hiddenOnes(world, kind);
    if (hidden !== undefined) {
      const before = await world.everything();
      const answer = await world.run(stage.by, world.envelope(handler.command.name, withValueAt(args, path, hidden)));
      if (codeOf(answer) !== 'not_yours') found.push(`${path}: the id of a hidden ${kind} was answered ${without(answer)}`);
      const written = await wroteBeyondRefusal(world, before);
      if (written) found.push(`${path}: the id of a hidden ${kind} wrote ${written}`);
    }
    const answer = await world.run(stage.by, world.envelope(handler.command.name, withValueAt(args, path, foreign)));
    if (!isAccepted(answer)) found.push(`${path}: the id of another organisation's ${kind} was answered ${without(answer)}`);
  }
  return found;
};

export const refusesUnknownFields: Rule = async (world, handler) => {
  const found: string[] = [];
  const { stage, args } = await ready(world, handler);
  for (const path of objects(args)) {
    for (const key of ['surprise', 'orgId', '__proto__', 'constructor']) {
      const where = path === '' ? key : `${path}.${key}`;
      // Through JSON, as it arrives: only there is `__proto__` a key like any other.
      const sent = JSON.parse(
        JSON.stringify(withValueAt(args, where === '__proto__' || key === '__proto__' ? `${where}_` : where, 1)).replace(
          '__proto___',
          '__proto__',
        ),
      );
      const answer = await world.run(stage.by, world.envelope(handler.command.name, sent));
      if (codeOf(answer) !== 'unknown_field') found.push(`${where}: answered ${without(answer)}`);
    }
  }
  return found;
};

export const refusesWrongTypes: Rule = async (world, handler) => {
  const found: string[] = [];
  const { stage, args } = await ready(world, handler);
  const wrong: unknown[] = [null, true, 7.5, -1, '', 'x', [], {}, [[]], { a: 1 }];
  const broken = [
    ...leaves(args).flatMap((path) => [withoutValueAt(args, path), ...wrong.map((value) => withValueAt(args, path, value))]),
    ...objects(args)
      .filter((path) => path !== '')
      .flatMap((path) => wrong.map((value) => withValueAt(args, path, value))),
    ...wrong,
  ].filter((sent) => !handler.command.args.safeParse(sent).success);
  // Judged by the schema before anything else, so each is parsed, and a sample spread over all of them is sent.
  for (const sent of broken.filter((_one, at) => at % Math.ceil(broken.length / 25) === 0)) {
    const answer = await world.run(stage.by, world.envelope(handler.command.name, sent));
    if (!['invalid', 'unknown_field'].includes(codeOf(answer))) found.push(`${JSON.stringify(sent).slice(0, 120)}: ${without(answer)}`);
  }
  if (broken.length < leaves(args).length) found.push('too few wrong types were tried');
  return found;
};

export const hasOneEffectPerId: Rule = async (world, handler) => {
  const { name } = handler.command;
  const found: string[] = [];
  const { stage, args } = await ready(world, handler);
  const sent = world.envelope(name, args);
  const answers = await Promise.all(Array.from({ length: 8 }, () => world.run(stage.by, sent)));
  if (!answers.every((answer) => isDeepStrictEqual(answer, answers[0]))) found.push(`eight at once: ${answers.map(without).join(' ')}`);
  const before = await world.everything();
  const again = await world.run(stage.by, sent);
  if (!isDeepStrictEqual(again, answers[0])) found.push(`sent again: ${without(again)} after ${answers[0] && without(answers[0])}`);
  const shuffled = { ...sent, args: Object.fromEntries(Object.entries(args).reverse()) };
  const other = await world.run(stage.by, shuffled);
  if (!isDeepStrictEqual(other, answers[0])) found.push('the same content in another order of keys is not the same command');
  const changed = await world.run(stage.by, { ...sent, args: { ...args, surprise: 1 } });
  if (codeOf(changed) !== 'id_reused') found.push(`other content under the same id: ${without(changed)}`);
  await expectSame(world, before, found, 'sending it again wrote something');
  const receipts = await world.count('select from kith.receipts where command_id = $1', [sent.id]);
  const positions = await world.count('select distinct position from kith.audit_events where command_id = $1', [sent.id]);
  if (receipts !== 1 || positions !== 1) found.push(`${receipts} receipts, audit rows at ${positions} positions`);
  // The same id from somebody else is a command of its own, and says nothing of the first.
  const stranger = await ready(world, handler);
  const theirs = await world.run(stranger.stage.by, { ...world.envelope(name, stranger.args), id: sent.id });
  if (codeOf(theirs) === 'id_reused' || theirs.outcome === 'later') found.push(`the same id from someone else: ${without(theirs)}`);
  return found;
};

export const leavesATrace: Rule = async (world, handler) => {
  const { name, args: schema } = handler.command;
  const found: string[] = [];
  const { stage, args: plain } = await ready(world, handler);
  let args = plain;
  for (const path of freeTexts(schema, plain)) if (!path.endsWith('email')) args = withValueAt(args, path, canaryText);
  const sent = world.envelope(name, args);
  const answer = await world.run(stage.by, sent);
  if (!isAccepted(answer)) return [`answered ${without(answer)}`];
  if (!/^[a-z_]+\.([a-z_]*(ed|begun|struck|kept|set|withdrawn)(_[a-z]+)?)$/.test(handler.audit))
    found.push(`"${handler.audit}" is not a past event`);
  const { rows: audit } = await world.admin.query<{ event: string; details: unknown; xid: string; scope_id: string }>(
    'select event, details, xmin::text as xid, scope_id from kith.audit_events where command_id = $1 and actor_id = $2',
    [sent.id, stage.by.staffId],
  );
  if (audit.length === 0) found.push('no audit row');
  if (audit.some((row) => row.event !== handler.audit)) found.push(`audit rows say ${audit.map((row) => row.event).join(', ')}`);
  for (const row of audit) found.push(...wordsIn(row.details).map((word) => `audit details hold "${word}"`));
  const receipt = await world.admin.query<{ xid: string; position: number; whole: string }>(
    'select xmin::text as xid, position, to_jsonb(r)::text as whole from kith.receipts r where command_id = $1 and actor_id = $2',
    [sent.id, stage.by.staffId],
  );
  const { rows: changes } = await world.admin.query<{ table_name: string; row_id: string; scope_id: string; xid: string }>(
    'select table_name, row_id, scope_id, xmin::text as xid from kith.changes where org_id = $1 and position = $2',
    [stage.by.orgId, receipt.rows[0]?.position],
  );
  const xids = new Set([...audit, ...changes, ...receipt.rows].map((row) => row.xid));
  if (xids.size !== 1) found.push(`receipt, audit and changes were written by ${xids.size} transactions`);
  for (const text of [JSON.stringify(audit), JSON.stringify(changes), receipt.rows[0]?.whole ?? '']) {
    if (text.toLowerCase().includes(canary.toLowerCase())) found.push(`typed words in ${text}`);
  }
  for (const row of world.previewOf(handler, stage.by, args)) {
    const told = changes.find((change) => change.table_name === row.table && change.row_id === row.id);
    if (!told) found.push(`no change row for ${row.table}`);
    else if (told.scope_id !== row.scopeId) found.push(`the change of ${row.table} has another scope than its preview`);
    const written = await world.admin.query<{ xid: string }>(
      `select xmin::text as xid from kith.${row.table} where org_id = $1 and ${row.table === 'organisations' ? 'org_id' : 'id'} = $2`,
      [stage.by.orgId, row.id],
    );
    if (!xids.has(written.rows[0]?.xid ?? '')) found.push(`the row in ${row.table} was not written by the same transaction`);
  }
  return found;
};

/** Details of an audit row are ids and codes: whatever else a text is, it may be words. */
function wordsIn(details: unknown): string[] {
  const texts = leaves(details).map((path) => (path === '' ? details : valueAt(details, path)));
  return texts.filter(
    (text): text is string =>
      typeof text === 'string' && !/^([0-9a-f-]{36}|[0-9a-f]{64}|[a-zA-Z][a-zA-Z_.]{0,40}|\d{4}-\d\d-\d\d)$/.test(text),
  );
}

export const previewsWhatTheFeedSays: Rule = async (world, handler) => {
  const { stage, args } = await ready(world, handler);
  const answer = await world.run(stage.by, world.envelope(handler.command.name, args));
  if (!isAccepted(answer)) return [`answered ${without(answer)}`];
  return differences(world, handler, stage, args);
};

/** What only the server can say, and a screen works out until it has: the last day of a request, by the packs and the zone of the organisation. */
const workedOutByTheServer: Readonly<Record<string, readonly string[]>> = { requests: ['rule', 'dueOn'] };

/** Where the device's preview and the row a reader is fed differ. Who gives people away may not read them: then their walker does. */
export async function differences(world: ContractWorld, handler: CommandHandler, stage: Stage, args: unknown): Promise<string[]> {
  const found: string[] = [];
  for (const row of world.previewOf(handler, stage.by, args)) {
    const fed =
      (await world.rowsFor(stage.by, row.table, [row.id])).get(row.id) ?? (await readByAnyone(world, handler, { stage, args, row }));
    if (!fed) {
      found.push(`nobody is fed the row in ${row.table}`);
      continue;
    }
    for (const [key, value] of Object.entries(row.set)) {
      if (!isDeepStrictEqual(fed[key], value))
        found.push(`${row.table}.${key}: previewed ${JSON.stringify(value)}, fed ${JSON.stringify(fed[key])}`);
    }
    const isNew = row.set.id !== undefined && row.set.version !== undefined;
    if (isNew && row.table !== 'staff') {
      const workedOut = workedOutByTheServer[row.table] ?? [];
      for (const key of Object.keys(fed))
        if (!(key in row.set) && !workedOut.includes(key)) found.push(`${row.table}.${key} is fed and not previewed`);
    }
  }
  return found;
}

async function readByAnyone(
  world: ContractWorld,
  handler: CommandHandler,
  { stage, args, row }: { stage: Stage; args: unknown; row: { table: string; id: string } },
) {
  const given = args as { toStaffId?: string; staffId?: string; coverStaffId?: string; walksWith?: { staffId: string } };
  const readers = [stage.walker.staffId, given.toStaffId, given.staffId, given.coverStaffId, given.walksWith?.staffId];
  for (const staffId of readers) {
    if (staffId === undefined) continue;
    const fed = (await world.rowsFor({ ...stage.walker, staffId }, row.table, [row.id])).get(row.id);
    if (fed) return fed;
  }
  // Ended a moment ago, so that nobody in the stage reads it any more; whoever walks with the person next does.
  if (handler.command.name === 'end-assignment') {
    await stage.given.assignment(stage.walker.staffId);
    return (await world.rowsFor(stage.walker, row.table, [row.id])).get(row.id);
  }
  return undefined;
}

export const leavesNothingWhenItFails: Rule = async (world, handler) => {
  const found: string[] = [];
  const { stage, args } = await ready(world, handler);
  const sent = world.envelope(handler.command.name, args);
  await world.admin.query(plantedFailure);
  await world.admin.query('insert into public.commands_to_fail values ($1)', [sent.id]);
  const before = await world.everything();
  const faults = world.faults.length;
  const answer = await world.run(stage.by, sent);
  if (codeOf(answer) !== 'fault') found.push(`a failing last statement was answered ${without(answer)}`);
  if (world.faults.splice(faults).length !== 1) found.push('the fault was not reported');
  await expectSame(world, before, found, 'a failing last statement left something behind');
  await world.admin.query('delete from public.commands_to_fail');
  const again = await world.run(stage.by, sent);
  if (!isAccepted(again)) found.push(`once the cause was gone: ${without(again)}`);
  return found;
};

/** Raises in the last statement before COMMIT, where counter, changes, audit and receipt are written, for chosen command ids. */
const plantedFailure = `
  create table if not exists public.commands_to_fail (id uuid);
  create or replace function public.fail_when_asked() returns trigger language plpgsql security definer as $$
  begin
    if exists (select from public.commands_to_fail f where f.id = new.command_id) then raise exception 'planted'; end if;
    return new;
  end $$;
  create or replace trigger planted before insert on kith.receipts for each row execute function public.fail_when_asked()`;

/** Neighbours in one request change nothing: a good one is kept beside a refused one, and a batch sent again has its effect once. */
export const answersInABatchAsAlone: Rule = async (world, handler) => {
  const { name, version } = handler.command;
  const found: string[] = [];
  const { stage, args } = await ready(world, handler);
  const good = world.envelope(name, args);
  const mixed = [
    good,
    world.envelope('change-own-locale', { locale: 'ta', surprise: 1 }),
    { ...good, args: { ...args, surprise: 1 } },
    { ...good, version: version + 1 },
  ];
  const answers = await world.runBatch(stage.by, mixed);
  const codes = answers.map(codeOf).join(', ');
  if (codes !== 'accepted, unknown_field, id_reused, later') found.push(`beside refused ones: ${codes}`);
  const before = await world.everything();
  if (!isDeepStrictEqual(await world.runBatch(stage.by, mixed), answers)) found.push('sent again, the answers are others');
  await expectSame(world, before, found, 'sending it again wrote something');
  return found;
};

/** Commands of one reach share a transaction, and each has a position, a receipt and audit rows of its own. */
export const sharesATransaction: Rule = async (world, handler) => {
  const found: string[] = [];
  const { stage, args } = await ready(world, handler);
  const { name } = handler.command;
  const reach = typeof handler.reach === 'function' ? handler.reach(stage.by, args) : handler.reach;
  const beside = {
    near: world.envelope('change-own-locale', { locale: 'ta' }),
    wide: world.envelope('record-look', aLook(stage.person)),
    admin: world.envelope('add-programme', { id: newId(), name: 'Noon walk', cosignRequired: false }),
    rollup: undefined,
    past: undefined,
    representative: world.envelope('record-look', aLook(stage.person)),
    self: world.envelope('make-request', {
      ...{ requestId: newId(), personId: stage.person, kind: 'copy', words: null, how: 'own_page', itemTable: null, itemId: null },
    }),
  }[reach];
  if (!beside) return [`no neighbour of the reach ${reach}`];
  const batch = [world.envelope(name, args), beside];
  const answers = await world.runBatch(stage.by, batch);
  const positions = answers.map((answer) => (answer.outcome === 'accepted' ? answer.position : null));
  if (positions.includes(null) || new Set(positions).size !== batch.length) found.push(`answered ${answers.map(without).join(' ')}`);
  for (const [nth, { id }] of batch.entries()) {
    const audited = await world.count('select from kith.audit_events where command_id = $1 and position = $2', [id, positions[nth]]);
    const kept = await world.count('select from kith.receipts where command_id = $1 and position = $2', [id, positions[nth]]);
    const told = await world.count('select from kith.changes where org_id = $1 and position = $2', [stage.by.orgId, positions[nth]]);
    if (audited === 0 || kept !== 1 || (nth === 1 && told === 0))
      found.push(`command ${nth}: ${kept} receipts, ${audited} audit rows, ${told} changes`);
  }
  const ids = batch.map(({ id }) => id);
  const transactions = await world.count('select distinct xmin::text from kith.receipts where command_id = any($1)', [ids]);
  if (transactions !== 1) found.push(`${batch.length} commands of one reach took ${transactions} transactions`);
  return found;
};

const aLook = (personId: string) => ({
  ...{ lookId: newId(), personId, what: 'record', lookedAt: new Date().toISOString() },
  ...{ offline: false, desk: true },
});

/** A refusal writes its receipt, one audit row and the counter. Anything else is named. */
async function wroteBeyondRefusal(world: ContractWorld, before: string): Promise<string> {
  const mayDiffer = ['kith.receipts', 'kith.audit_events', 'kith.change_counters'];
  const changed = await changedSince(world, before);
  return changed.filter((line) => !mayDiffer.some((table) => line.startsWith(`${table} `))).join(', ');
}

export const rules: Record<string, Rule> = {
  'accepts whoever may': acceptsWhoMay,
  'refuses the wrong role and the wrong person, and then writes nothing': refusesWhoMayNot,
  'answers hidden, absent and another organisation’s alike': tellsNothingOfHidden,
  'overwrites nothing under an id that is taken, and shares no ids between organisations': keepsIdsApart,
  'refuses unknown fields wherever they stand': refusesUnknownFields,
  'refuses wrong and missing types': refusesWrongTypes,
  'has one effect and one answer for one id, also eight times at once': hasOneEffectPerId,
  'leaves its audit event, change rows and receipt in one transaction, with ids and codes only': leavesATrace,
  'previews field by field what the feed says': previewsWhatTheFeedSays,
  'leaves nothing when its last statement fails, and works afterwards': leavesNothingWhenItFails,
  'answers in a batch as it would alone, beside refused ones, and sent again': answersInABatchAsAlone,
  'shares a transaction with its neighbour, each with its own position, receipt and audit rows': sharesATransaction,
};

/** Nothing was written since; else each table that was is named. */
async function expectSame(world: ContractWorld, before: string, found: string[], what: string): Promise<void> {
  const changed = await changedSince(world, before);
  if (changed.length > 0) found.push(`${what}: ${changed.join(', ')}`);
}

async function changedSince(world: ContractWorld, before: string): Promise<string[]> {
  const had = new Set(before.split('\n'));
  return (await world.everything()).split('\n').filter((line) => !had.has(line));
}
