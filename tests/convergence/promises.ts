/** What was promised to people against what the database has: once, kept, nowhere else, nothing overwritten, nothing changed afterwards, audited. */
import type { Made } from './ledger.ts';
import { type Sim, Violation } from './sim.ts';

type Receipt = { actor_id: string; command_id: string; position: number | null; code: string | null };

/** Tables of rows that are changed under a version, and the command that changes them. */
const versioned: Record<string, { table: string; key: string }> = {
  'change-goal': { table: 'goals', key: 'goalId' },
  'change-step': { table: 'goal_steps', key: 'stepId' },
  'change-follow-up': { table: 'follow_ups', key: 'followUpId' },
};

export async function checkPromises(sim: Sim): Promise<void> {
  for (const { orgId } of sim.world.organisations) await checkOrganisation(sim, orgId);
}

async function checkOrganisation(sim: Sim, orgId: string): Promise<void> {
  const ask = async <T extends object>(text: string) => (await sim.admin.query<T>(text, [orgId])).rows;
  const receipts = await ask<Receipt>(
    `select actor_id, command_id, position::int, refusal ->> 'code' as code from kith.receipts where org_id = $1`,
  );
  const audits = await ask<{ actor_id: string; command_id: string; positions: number; position: number; refused: boolean }>(
    `select actor_id, command_id, count(distinct position)::int as positions, min(position)::int as position, bool_or(event = 'command.refused') as refused
     from kith.audit_events where org_id = $1 and command_id is not null group by 1, 2`,
  );
  const ids = await ask<{ id: string }>(
    `select id from kith.contacts where org_id = $1 union all select id from kith.goals where org_id = $1 union all
     select id from kith.goal_steps where org_id = $1 union all select id from kith.goal_ratings where org_id = $1 union all
     select id from kith.follow_ups where org_id = $1 union all select id from kith.visits where org_id = $1 union all
     select id from kith.looks where org_id = $1 union all select id from kith.people where org_id = $1 union all
     select id from kith.entries where org_id = $1 union all select id from kith.mirror_keeps where org_id = $1`,
  );
  const entries = await ask<{ id: string; words: string; felt: string | null; audience: string; author_id: string }>(
    'select id, words, felt, audience, author_id from kith.entries where org_id = $1',
  );
  const versions = await ask<{ name: string; id: string; version: number }>(
    Object.values(versioned)
      .map(({ table }) => `select '${table}' as name, id, version from kith.${table} where org_id = $1`)
      .join(' union all '),
  );
  const receiptOf = new Map(receipts.map((receipt) => [`${receipt.actor_id}/${receipt.command_id}`, receipt]));
  const auditOf = new Map(audits.map((audit) => [`${audit.actor_id}/${audit.command_id}`, audit]));
  const there = new Set(ids.map((row) => row.id));
  const made = [...sim.ledger.made.values()].filter((one) => one.orgId === orgId);

  for (const one of made) checkOne(sim, one, { receipt: receiptOf.get(`${one.staffId}/${one.id}`), there });
  for (const [key, { position }] of receiptOf) {
    const audit = auditOf.get(key);
    if (!audit) throw new Violation('audit', `${key} has a receipt and no audit row`);
    if (audit.positions !== 1) throw new Violation('once', `${key} left audit rows at ${audit.positions} positions`);
    if (position !== null && (audit.position !== position || audit.refused))
      throw new Violation('audit', `${key}: receipt and audit rows disagree`);
  }
  for (const key of auditOf.keys()) if (!receiptOf.has(key)) throw new Violation('audit', `${key} has audit rows and no receipt`);

  const accepted = made.filter((one) => typeof receiptOf.get(`${one.staffId}/${one.id}`)?.position === 'number');
  checkVersions(accepted, versions);
  checkEntries(accepted, new Map(entries.map((entry) => [entry.id, entry])));
}

/** Once, kept, and no fourth place. */
function checkOne(sim: Sim, one: Made, found: { receipt: Receipt | undefined; there: Set<string> }): void {
  const { receipt, there } = found;
  const what = `${one.name} ${one.id}`;
  const inOutbox = one.notebook?.open?.outbox.entries().find((entry) => entry.envelope.id === one.id);
  const isAccepted = typeof receipt?.position === 'number';
  if (sim.ledger.wasAccepted(one.staffId, one.id) && !isAccepted) throw new Violation('kept', `${what} was accepted and has no receipt`);
  if (isAccepted)
    for (const id of rowsMadeBy(one)) if (!there.has(id)) throw new Violation('kept', `${what} is accepted, and its row ${id} is missing`);
  if (!one.saved || one.evicted || one.letGo || isAccepted || inOutbox) return;
  throw new Violation(
    'no fourth place',
    `${what} was called saved; it is not in the outbox, and the server says ${receipt?.code ?? 'nothing'}`,
  );
}

const makes: Record<string, string> = {
  'set-goal': 'goalId',
  'add-step': 'stepId',
  'rate-goal': 'ratingId',
  'add-follow-up': 'followUpId',
  'plan-visit': 'visitId',
  'record-look': 'lookId',
  'add-entry': 'entryId',
  'keep-word': 'keepId',
  'register-person': 'personId',
};

/** Whether it makes a row of its own about a person, whose id is in its arguments. */
export const makesARow = (one: Made) => one.name !== 'keep-word' && rowsMadeBy(one).length > 0;

function rowsMadeBy({ name, args }: Made): string[] {
  if (name === 'record-contact') {
    return (args.with as { contactId: string; entries: { id: string }[]; followUp: { id: string } | null }[]).flatMap((one) => [
      one.contactId,
      ...one.entries.map((entry) => entry.id),
      ...(one.followUp ? [one.followUp.id] : []),
    ]);
  }
  const key = makes[name];
  return key === undefined ? [] : [args[key] as string];
}

/** Each accepted change moved its row on by one, and no two were of the same version. */
function checkVersions(accepted: readonly Made[], versions: readonly { name: string; id: string; version: number }[]): void {
  const changes = new Map<string, number[]>();
  for (const { name, args } of accepted) {
    const kind = versioned[name];
    if (!kind) continue;
    const key = `${kind.table}/${args[kind.key] as string}`;
    changes.set(key, [...(changes.get(key) ?? []), args.basedOn as number]);
  }
  for (const { name, id, version } of versions) {
    const basedOn = changes.get(`${name}/${id}`) ?? [];
    if (new Set(basedOn).size !== basedOn.length)
      throw new Violation('no silent overwrite', `${name} ${id} was changed twice from one version: ${basedOn}`);
    if (version !== basedOn.length + 1)
      throw new Violation('once', `${name} ${id} is version ${version} after ${basedOn.length} accepted changes`);
  }
}

function checkEntries(
  accepted: readonly Made[],
  entries: ReadonlyMap<string, { words: string; felt: string | null; audience: string; author_id: string }>,
): void {
  for (const { name, args, staffId } of accepted) {
    const written =
      name === 'add-entry'
        ? [{ ...args, id: args.entryId }]
        : name === 'record-contact'
          ? (args.with as { entries: Record<string, unknown>[] }[]).flatMap((one) => one.entries)
          : [];
    for (const entry of written as { id: string; words: string; felt: string | null; audience: string }[]) {
      const now = entries.get(entry.id);
      const same = now?.words === entry.words && now.felt === entry.felt && now.audience === entry.audience && now.author_id === staffId;
      if (!same) throw new Violation('entries never change', `${entry.id} was ${JSON.stringify(entry)} and is ${JSON.stringify(now)}`);
    }
  }
}
