/** The walking world, with those who answer for the whole programme: Devi coordinates it, Arul's and Meena's people are hers to give. */

import { withOnlyName } from '../../src/features/people/person-fields.ts';
import type { RegisterPersonArgs } from '../../src/features/people/register-person.ts';
import type { Role } from '../../src/features/staff/role.ts';
import type { Actor } from '../../src/server/actor.ts';
import { asActor } from '../../src/server/db.ts';
import { readFeed } from '../../src/server/feed.ts';
import { reachOfQuery } from '../../src/server/query-handler.ts';
import { commandHandlers, feedSources, queryHandlers } from '../../src/server/registry.ts';
import type { FeedPage } from '../../src/shared/feed.ts';
import { newId } from '../../src/shared/id.ts';
import { aWalkingWorld, recordedAt } from './walking-world.ts';

export type PeopleWorld = Awaited<ReturnType<typeof aPeopleWorld>>;

export async function aPeopleWorld() {
  const world = await aWalkingWorld({ commands: commandHandlers, feeds: feedSources });
  const { admin, here, elsewhere } = world;

  async function aColleague(name: string, roles: Role[], at = here): Promise<Actor> {
    const staffId = newId();
    const email = `${name.toLowerCase()}@example.net`;
    await admin.query('insert into kith.staff (org_id, id, name, email) values ($1, $2, $3, $4)', [at.orgId, staffId, name, email]);
    for (const role of roles) await admin.query('insert into kith.staff_roles values ($1, $2, $3)', [at.orgId, staffId, role]);
    await admin.query('insert into kith.staff_programmes values ($1, $2, $3)', [at.orgId, staffId, at.programmeId]);
    return { orgId: at.orgId, staffId, name, locale: 'en', roles, programmes: [at.programmeId], deviceId: null };
  }

  const devi = await aColleague('Devi', ['coordinator']);
  const otherDevi = await aColleague('Dana', ['coordinator'], elsewhere);

  /** Arguments of a registration by this actor, of someone with only a name. */
  function newPerson(by: Actor, name: string, more: Partial<RegisterPersonArgs> = {}): RegisterPersonArgs {
    return {
      personId: newId(),
      enrolmentId: newId(),
      programmeId: here.programmeId,
      enrolledOn: '2026-10-12',
      person: withOnlyName(name),
      walksWith: { assignmentId: newId(), staffId: by.staffId, startsAt: '2026-10-12T00:00:00.000Z' },
      knownDuplicates: [],
      ...more,
    };
  }

  /** Asks a desk query as the route does: policy first, then SQL under its reach. */
  async function ask<T>(actor: Actor, name: string, args: unknown): Promise<T | { denied: string }> {
    const handler = queryHandlers.find((each) => each.name === name);
    if (!handler) throw new Error(`no query ${name}`);
    const parsed = handler.args.parse(args);
    const denied = handler.may(actor, parsed);
    if (denied !== null) return { denied };
    const run = asActor(world.database, actor, reachOfQuery(handler, actor), (tx) => handler.run({ tx, args: parsed, actor }), {
      snapshot: true,
    });
    return handler.answer.parse(await run) as T;
  }

  /** The next page of a device that holds these people, from where it had got to. */
  async function feed(actor: Actor, page: FeedPage | null, held: string[]): Promise<FeedPage> {
    return readFeed(world.database, feedSources, actor, { cursor: page?.cursor ?? null, held, reachMark: page?.reachMark ?? null });
  }

  async function assignmentOf(personId: string): Promise<{ id: string; version: number }> {
    const { rows } = await admin.query<{ id: string; version: number }>(
      `select id, version from kith.assignments where person_id = $1 and kind = 'peer' and ends_at > now() order by starts_at desc limit 1`,
      [personId],
    );
    const [row] = rows;
    if (!row) throw new Error('nobody walks with them');
    return row;
  }

  return { ...world, devi, otherDevi, aColleague, newPerson, ask, feed, assignmentOf, recordedAt };
}
