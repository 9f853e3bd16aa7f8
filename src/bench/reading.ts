/** The two reads that grow with a programme: a new phone's first feed, and the programme's page over a million contacts. */
import { feedSources } from '../server/registry.ts';
import { addDays, type CalendarDay, fromInstant } from '../shared/calendar-day.ts';
import { withDatabaseForBench } from './database-for-bench.ts';
import { benchFirstFeed } from './first-feed.ts';
import { makeWorld } from './made-up-world.ts';
import type { Measurement } from './measurement.ts';
import { benchProgrammePage } from './programme-page.ts';

const today = () => fromInstant(new Date(), 'UTC');

/** 60 people, 3 years, a contact and an entry each week and person. */
export async function benchFeed(): Promise<Measurement[]> {
  return withDatabaseForBench(async ({ database, owner }) => {
    const world = await makeWorld(owner, 'feed', {
      programmes: 1,
      people: 60,
      peers: 1,
      contacts: 9_400,
      days: 1095,
      lastDay: today(),
      entries: true,
    });
    await owner.query('analyze');
    const [peer] = world.peers;
    if (!peer) throw new Error('the made-up world has no peer');
    const [time, bytes] = await benchFirstFeed({ database, feeds: feedSources, owner, peer });
    if (!time || !bytes) throw new Error('the feed was not measured');
    return [
      { ...time, aim: '≤ 2,000 ms', holds: time.ours <= 2000 },
      { ...bytes, aim: 'for orientation', holds: true },
    ];
  });
}

/** 50,000 people, 1,000,000 contacts, thirteen weeks asked for. */
export async function benchProgramme(): Promise<Measurement[]> {
  return withDatabaseForBench(async ({ database, owner, admin }) => {
    const lastDay = today();
    const world = await makeWorld(owner, 'programme', {
      programmes: 8,
      people: 50_000,
      peers: 750,
      contacts: 1_000_000,
      days: 548,
      lastDay,
    });
    // As autovacuum would have by the time anybody asks.
    await owner.query('vacuum analyze');
    const range = { from: addDays(lastDay as CalendarDay, -90), to: lastDay };
    const measured = await benchProgrammePage({ database, admin, director: world.desk.director, range });
    return measured.map((one) => ({ ...one, aim: '≤ 300 ms', holds: one.ours <= 300 }));
  });
}
