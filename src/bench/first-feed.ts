/** How long and how heavy everything is that a new phone is sent, beside reading the same rows as they lie. */
import { brotliCompressSync, constants } from 'node:zlib';
import type pg from 'pg';
import type { Actor } from '../server/actor.ts';
import type { Database } from '../server/db.ts';
import { type FeedSource, readFeed } from '../server/feed.ts';
import type { FeedRequest } from '../shared/feed.ts';
import type { Measured } from './programme-page.ts';

export type FirstFeedBench = {
  database: Database;
  feeds: readonly FeedSource[];
  /** A superuser's connection: no row security. */
  owner: pg.Client;
  /** Walks with the people whose rows are sent. */
  peer: Actor;
};

/** Pages until there are no more, as a phone asks for them, written as JSON and packed as the server would. */
export async function benchFirstFeed(bench: FirstFeedBench): Promise<Measured[]> {
  const begun = performance.now();
  const sent = await readAll(bench);
  const ours = performance.now() - begun;
  const floorBegun = performance.now();
  const floorBytes = await readPlainly(bench);
  const floor = performance.now() - floorBegun;
  return [
    { name: `first feed, ${sent.people} people, ${sent.rows} rows in ${sent.pages} pages`, ours, floor, ratio: ours / floor, unit: 'ms' },
    { name: 'first feed, packed with brotli', ours: sent.bytes, floor: floorBytes, ratio: sent.bytes / floorBytes, unit: 'bytes' },
  ];
}

async function readAll({ database, feeds, peer }: FirstFeedBench): Promise<{ people: number; rows: number; pages: number; bytes: number }> {
  const sent = { people: 0, rows: 0, pages: 0, bytes: 0 };
  let request: FeedRequest = { cursor: null, held: [], reachMark: null };
  for (;;) {
    const page = await readFeed(database, feeds, peer, request);
    sent.bytes += pack(JSON.stringify(page));
    sent.pages += 1;
    sent.rows += page.rows.length;
    sent.people += page.gained.length;
    if (!page.more) return sent;
    request = { cursor: page.cursor, held: [...request.held, ...page.gained], reachMark: page.reachMark };
  }
}

/** The floor: the tables that make up nearly all of it, selected by person without row security, written and packed the same way. */
async function readPlainly({ owner, peer }: FirstFeedBench): Promise<number> {
  let bytes = 0;
  for (const table of ['contacts', 'entries']) {
    const { rows } = await owner.query(
      `select t.* from kith.${table} t where t.org_id = $1 and t.person_id = any (array(
         select a.person_id from kith.assignments a where a.org_id = $1 and a.staff_id = $2 and a.starts_at <= now() and a.ends_at > now()))`,
      [peer.orgId, peer.staffId],
    );
    bytes += pack(JSON.stringify(rows));
  }
  return bytes;
}

/** Quality 4: what a server can afford for each answer. */
function pack(text: string): number {
  return brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }).length;
}
