import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aWalkingWorld, type WalkingWorld } from '../../tests/factories/walking-world.ts';
import { recordContactHandler } from '../features/contacts/record-contact.server.ts';
import { recordContact } from '../features/contacts/record-contact.ts';
import type { CommandEnvelope } from '../shared/command.ts';
import { newId } from '../shared/id.ts';
import type { Actor } from './actor.ts';
import { openWriters, type Writers } from './writers.ts';

let world: WalkingWorld;
let writers: Writers;
let walkers: { actor: Actor; personId: string }[];

beforeAll(async () => {
  world = await aWalkingWorld({ commands: [recordContactHandler], feeds: [] });
  const commands = new Map([[recordContact.name, recordContactHandler]]);
  writers = openWriters({ database: world.database, commands, onFault: (fault) => void world.faults.push(fault) });
  walkers = [
    { actor: world.meena, personId: world.kavi.personId },
    { actor: world.arul, personId: world.murugan.personId },
  ];
  // Somebody of another organisation, whose writing waits for nobody here.
  walkers.push({ actor: world.zoe, personId: world.yan.personId });
});
afterAll(() => world.end());

function contactWith(actor: Actor, personId: string): CommandEnvelope & { contactId: string } {
  const contactId = newId();
  const startedAt = '2026-10-12T11:30:00.000Z';
  const args = {
    ...{ occasionId: newId(), startedAt, minutes: 30, day: '2026-10-12', place: 'at_home', mode: 'in_person', did: [], words: 'none' },
    ...{ late: false, visitId: null },
    with: [{ contactId, personId, programmeId: actor.programmes[0], goalIds: [], entries: [], followUp: null }],
  };
  const recordedAt = '2026-10-12T12:35:00.000Z';
  return { id: newId(), name: recordContact.name, version: recordContact.version, args, recordedAt, packVersion: 'core@2026.1', contactId };
}

const sent = ({ contactId: _contactId, ...envelope }: ReturnType<typeof contactWith>): CommandEnvelope => envelope;

async function authorOf(contactId: string): Promise<string | undefined> {
  const { rows } = await world.admin.query<{ author_id: string }>('select author_id from kith.contacts where id = $1', [contactId]);
  return rows[0]?.author_id;
}

describe('writers who wait together', () => {
  it('share transactions, and each writes as themself', async () => {
    const all = Array.from({ length: 60 }, (_one, nth) => {
      const walker = walkers[nth % 3] ?? raise();
      return { ...walker, contact: contactWith(walker.actor, walker.personId) };
    });
    const answers = await Promise.all(all.map(({ actor, contact }) => writers(actor, [sent(contact)])));
    expect(answers.flat().every((answer) => answer.outcome === 'accepted')).toBe(true);
    for (const { actor, contact } of all) expect(await authorOf(contact.contactId)).toBe(actor.staffId);
    const commandIds = all.map(({ contact }) => contact.id);
    const { rows } = await world.admin.query<{ wrong: string; transactions: string; positions: string }>(
      `select count(*) filter (where a.actor_id <> c.author_id or r.actor_id <> c.author_id) as wrong,
         count(distinct r.xmin::text) as transactions, count(distinct (r.org_id, r.position)) as positions
       from kith.receipts r join kith.audit_events a on a.org_id = r.org_id and a.command_id = r.command_id
       join kith.changes g on g.org_id = r.org_id and g.position = r.position
       join kith.contacts c on c.org_id = g.org_id and c.id = g.row_id
       where r.command_id = any($1)`,
      [commandIds],
    );
    expect(Number(rows[0]?.wrong)).toBe(0);
    expect(Number(rows[0]?.positions)).toBe(60);
    expect(Number(rows[0]?.transactions)).toBeLessThan(30);
  });

  it('are each judged by their own reach, whoever stands beside them', async () => {
    const tries = Array.from({ length: 90 }, (_one, nth) => {
      const walker = walkers[nth % 2] ?? raise();
      // Every seventh tries the person their neighbour walks with.
      const person = nth % 7 === 3 ? walkers[(nth + 1) % 2] : walker;
      return { actor: walker.actor, own: person === walker, contact: contactWith(walker.actor, person?.personId ?? raise()) };
    });
    const answers = await Promise.all(tries.map(({ actor, contact }) => writers(actor, [sent(contact)])));
    for (const [nth, { actor, own, contact }] of tries.entries()) {
      const [answer] = answers[nth] ?? [];
      if (own) expect(answer).toMatchObject({ outcome: 'accepted' });
      else expect(answer).toMatchObject({ outcome: 'refused', refusal: { code: 'not_yours' } });
      expect(await authorOf(contact.contactId)).toBe(own ? actor.staffId : undefined);
    }
  });

  it('get the first answer again when the same request comes twice at once', async () => {
    const { actor, personId } = walkers[0] ?? raise();
    const twice = sent(contactWith(actor, personId));
    const [one, two] = await Promise.all([writers(actor, [twice]), writers(actor, [twice])]);
    expect(one?.[0]).toMatchObject({ outcome: 'accepted' });
    expect(two).toEqual(one);
  });

  it('are told of a fault, not left waiting, when no connection can be had', async () => {
    const broken = openWriters({
      database: { ...world.database, pool: { connect: () => Promise.reject(new Error('none')) } as never },
      commands: new Map([[recordContact.name, recordContactHandler]]),
      onFault: () => undefined,
    });
    const { actor, personId } = walkers[0] ?? raise();
    await expect(broken(actor, [sent(contactWith(actor, personId))])).rejects.toThrow('none');
    await expect(broken(actor, [sent(contactWith(actor, personId))])).rejects.toThrow('none');
  });

  it('outlive a connection that ends just before they commit, and keep nothing of it', async () => {
    let endings = 1;
    const endsItsConnection: typeof recordContactHandler = {
      ...recordContactHandler,
      run: async (given) => {
        const effects = await recordContactHandler.run(given);
        if (given.actor.staffId !== world.arul.staffId || endings-- <= 0) return effects;
        const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(given.tx);
        await world.admin.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
        return effects;
      },
    };
    const commands = new Map([[recordContact.name, endsItsConnection]]);
    const dying = openWriters({ database: world.database, commands, onFault: () => undefined });
    // The first two take a connection each; those behind them share one, in sections of their own, and whoever ends it is the last.
    const all = [0, 0, 0, 0, 1].map((nth) => {
      const { actor, personId } = walkers[nth] ?? raise();
      return { actor, contact: contactWith(actor, personId) };
    });
    const settled = await Promise.allSettled(all.map(({ actor, contact }) => dying(actor, [sent(contact)])));
    // A failure that nobody heard of would end the process; here it fails the run.
    for (const [nth, { actor, contact }] of all.entries()) {
      const one = settled[nth];
      const isAccepted = one?.status === 'fulfilled' && one.value[0]?.outcome === 'accepted';
      expect(await authorOf(contact.contactId)).toBe(isAccepted ? actor.staffId : undefined);
      expect(await dying(actor, [sent(contact)])).toMatchObject([{ outcome: 'accepted' }]);
    }
    expect(endings).toBeLessThanOrEqual(0);
  });
});

function raise(): never {
  throw new Error('no walker');
}
