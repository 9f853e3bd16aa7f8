/** What the server tells a device that it may hold. See docs/decisions/0004-feed.md. */
import type { FeedTable } from './command.ts';

/**
 * Raised whenever a table of the feed is added, or one of its rows gets a field: devices that came by older rows then start again, because rows
 * that did not change would never reach them with it. `contracts/feeds@<shape>.json` holds what each shape has; nothing is ever taken away.
 */
export const feedShape = 5;

/** Where a device has got to. A new epoch (after a restore) makes every older position meaningless. */
export type Cursor = { epoch: string; n: number };

export type FeedRequest = {
  cursor: Cursor | null;
  /** Ids of the people whose rows this device holds whole. The device says it, so that the server need not remember. */
  held: string[];
  /** How many entries wait on this device to be sent; left out by apps that do not say. */
  waiting?: number | undefined;
  /** The `reachMark` of the last page, as it came; one that no longer holds means "start again". */
  reachMark: string | null;
};

export type FeedRow = { table: FeedTable; id: string; scopeId: string; row: Record<string, unknown> };

export type FeedPage = {
  /** The server's clock, as ISO text: a device's own may be wrong by years. */
  at: string;
  /** The device's cursor no longer means anything: drop every synced row (never the outbox), ask again with `cursor: null`. */
  restart: boolean;
  cursor: Cursor;
  reachMark: string;
  /** Access lost: delete every row of these people. */
  lost: string[];
  /** Access gained: these people's rows came whole with this page. */
  gained: string[];
  rows: FeedRow[];
  /** Rows this device may no longer hold although it still holds the person. */
  gone: { table: FeedTable; id: string }[];
  /** More pages wait. */
  more: boolean;
  /** This device has met a newer server than the one that answers: these rows may lack fields it has seen. */
  older?: boolean;
  /** People this actor may see but this device may not hold, because of the cap. */
  overCap: number;
};
