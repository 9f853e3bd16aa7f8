/** What one command changed comes in one page, also when it is more than a page is meant to hold. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aContact } from '../../tests/factories/a-phone.ts';
import { aWalkingWorld, type WalkingWorld } from '../../tests/factories/walking-world.ts';
import { recordContact } from '../features/contacts/record-contact.ts';
import { newId } from '../shared/id.ts';
import { readFeed } from './feed.ts';
import { commandHandlers, feedSources } from './registry.ts';

let world: WalkingWorld;
beforeAll(async () => {
  world = await aWalkingWorld({ commands: commandHandlers, feeds: feedSources });
});
afterAll(async () => {
  expect(world.faults).toEqual([]);
  await world.end();
});

it('goes on to what comes after a command that changed more rows than a page holds', async () => {
  const { meena, kavi, database } = world;
  const size = { rows: 100, changes: 2, peopleAtOnce: 10 };
  const whole = await readFeed(database, feedSources, meena, { cursor: null, held: [], reachMark: null }, size);
  const args = aContact(kavi);
  const [one] = args.with;
  const entries = [1, 2, 3].flatMap(() => (one ? one.entries.map((entry) => ({ ...entry, id: newId() })) : []));
  const large = { ...args, with: one ? [{ ...one, entries }] : [] };
  expect(await world.send(meena, recordContact, large)).toMatchObject({ outcome: 'accepted' });
  const after = aContact(kavi);
  expect(await world.send(meena, recordContact, after)).toMatchObject({ outcome: 'accepted' });

  const seen = new Set<string>();
  let request = { cursor: whole.cursor, held: whole.gained, reachMark: whole.reachMark };
  for (let pages = 1; ; pages++) {
    const page = await readFeed(database, feedSources, meena, request, size);
    for (const row of page.rows) seen.add(row.id);
    if (!page.more) break;
    expect(pages).toBeLessThan(5);
    request = { ...request, cursor: page.cursor };
  }
  for (const entry of entries) expect(seen).toContain(entry.id);
  expect(seen).toContain(after.with[0]?.contactId);
});
