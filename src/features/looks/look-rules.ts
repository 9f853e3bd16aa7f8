/** When a view counts as a new look: pure, judged on the device. */
import type { LookRow } from './look.ts';

/** Going back and forth between two pages is one look; coming back after a talk is another. */
export const minutesPerLook = 10;

/** A phone that was off the network may send a look late, but a clock years away is a broken clock. */
const mostDaysBack = 366;
const clockAllowanceMs = 10 * 60_000;

/** Whether this view must be recorded: nobody has recorded the same one by the same person in the last ten minutes. */
export function isLookDue(
  looks: Iterable<Pick<LookRow, 'personId' | 'staffId' | 'what' | 'lookedAt'>>,
  view: { personId: string; staffId: string; what: LookRow['what']; now: string },
): boolean {
  const since = Date.parse(view.now) - minutesPerLook * 60_000;
  for (const look of looks) {
    const same = look.personId === view.personId && look.staffId === view.staffId && look.what === view.what;
    if (same && Date.parse(look.lookedAt) > since && Date.parse(look.lookedAt) <= Date.parse(view.now) + clockAllowanceMs) return false;
  }
  return true;
}

/**
 * The moment the server keeps, put right by how far the device's clock is behind. A look is never refused for a wrong clock, because then it would be missing from the list; a moment that
 * cannot be true becomes the moment it arrived.
 */
export function momentOfLook(lookedAt: string, receivedAt: string, clockBehindMs = 0): string {
  const at = Date.parse(lookedAt) + clockBehindMs;
  const received = Date.parse(receivedAt);
  const believable = at <= received + clockAllowanceMs && at >= received - mostDaysBack * 86_400_000;
  return believable ? new Date(at).toISOString() : receivedAt;
}
