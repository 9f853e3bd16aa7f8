/** Tries, the time to read without the server, and the lock that shuts by itself: rules with a clock of their own. */
import { describe, expect, it } from 'vitest';
import { lockWhenUnused, type Watched } from './auto-lock.ts';
import { endsAt, hasEnded, renewedLease, tick } from './lease.ts';
import { delayAfter, mostTries, noTries, waitOf, withOneMore } from './tries.ts';

describe('wrong passphrases', () => {
  it('wait from the third on, twice as long each time', () => {
    expect([1, 2, 3, 4, 5, 9].map(delayAfter)).toEqual([0, 0, 5_000, 10_000, 20_000, 320_000]);
  });

  it('are counted one by one, and a clock that was set back makes nobody wait longer', () => {
    let tries = noTries;
    for (let at = 0; at < 4; at++) tries = withOneMore(tries, 1_000_000);
    expect(tries.wrong).toBe(4);
    expect(waitOf(tries, 1_000_000)).toBe(10_000);
    expect(waitOf(tries, 1_010_000)).toBe(0);
    expect(waitOf(tries, 0)).toBe(10_000);
    expect(mostTries).toBe(10);
  });
});

describe('the time to read without the server', () => {
  const hour = 3_600_000;
  const day = 24 * hour;
  const served = Date.parse('2026-11-20T10:00:00Z');

  it.each([-400, -1, 0, 1, 400])('is the same on a phone whose clock is %i days wrong', (days) => {
    const deviceAt = served + days * day;
    const lease = renewedLease(served, deviceAt, 72);
    expect(hasEnded(lease, deviceAt + 72 * hour)).toBe(false);
    expect(hasEnded(lease, deviceAt + 72 * hour + 1)).toBe(true);
    expect(endsAt(lease)).toBe(deviceAt + 72 * hour);
  });

  it('never runs backwards: setting the clock back wins nothing of what has passed', () => {
    let lease = renewedLease(served, served, 72);
    lease = tick(lease, served + 71 * hour);
    lease = tick(lease, served - 30 * day);
    expect(lease.highWater).toBe(served + 71 * hour);
    expect(hasEnded(lease, served - 30 * day)).toBe(false);
    expect(hasEnded(tick(lease, served + 73 * hour), served)).toBe(true);
  });

  it('ends on a clock set forward, until the next contact', () => {
    const forward = served + 400 * day;
    const ended = tick(renewedLease(served, served, 72), forward);
    expect(hasEnded(ended, served)).toBe(true);
    expect(hasEnded(renewedLease(served + hour, forward, 72), forward + hour)).toBe(false);
  });

  it('is up to thirty days where the organisation says so', () => {
    const lease = renewedLease(served, served, 720);
    expect(hasEnded(lease, served + 30 * day)).toBe(false);
    expect(hasEnded(lease, served + 30 * day + 1)).toBe(true);
  });
});

describe('an open notebook', () => {
  function aWindow(after = { idle: 120, background: 30 }) {
    let now = 0;
    let hidden = false;
    const listeners = new Map<string, Set<() => void>>();
    let look: () => void = () => undefined;
    const watched: Watched = {
      isHidden: () => hidden,
      on: (event, listener) => {
        const all = listeners.get(event) ?? new Set();
        listeners.set(event, all.add(listener));
        return () => all.delete(listener);
      },
      now: () => now,
      every: (_milliseconds, run) => {
        look = run;
        return () => undefined;
      },
    };
    const locked: number[] = [];
    lockWhenUnused(
      () => after,
      () => locked.push(now),
      watched,
    );
    const say = (event: string) => {
      for (const listener of listeners.get(event) ?? []) listener();
    };
    return {
      locked,
      /** Time passes, with the timers of an open page. */
      pass: (seconds: number) => {
        for (let at = 0; at < seconds; at++) {
          now += 1000;
          look();
        }
      },
      /** Time passes while the phone sleeps: nothing runs. */
      sleep: (seconds: number) => {
        now += seconds * 1000;
      },
      touch: () => say('pointerdown'),
      hide: () => {
        hidden = true;
        say('visibilitychange');
      },
      show: () => {
        hidden = false;
        say('visibilitychange');
      },
    };
  }

  it('stays open while it is used', () => {
    const one = aWindow();
    for (let at = 0; at < 10; at++) {
      one.pass(119);
      one.touch();
    }
    expect(one.locked).toEqual([]);
  });

  it('locks after two minutes untouched, once', () => {
    const one = aWindow();
    one.pass(300);
    expect(one.locked).toEqual([120_000]);
  });

  it('locks after half a minute in the background, and not for a glance at something else', () => {
    const one = aWindow();
    one.hide();
    one.pass(29);
    one.show();
    one.pass(29);
    expect(one.locked).toEqual([]);
    one.hide();
    one.pass(60);
    expect(one.locked).toHaveLength(1);
  });

  it('is locked when a phone that slept wakes up, before the touch that woke it counts as use', () => {
    const slept = aWindow();
    slept.sleep(3600);
    slept.touch();
    expect(slept.locked).toHaveLength(1);
    const hidden = aWindow();
    hidden.hide();
    hidden.sleep(31);
    hidden.show();
    expect(hidden.locked).toHaveLength(1);
  });

  it('locks when the clock jumps back, and keeps to what its owner chose', () => {
    const jumped = aWindow();
    jumped.sleep(-10);
    jumped.touch();
    expect(jumped.locked).toHaveLength(1);
    const patient = aWindow({ idle: 600, background: 120 });
    patient.pass(599);
    expect(patient.locked).toEqual([]);
    patient.pass(1);
    expect(patient.locked).toHaveLength(1);
  });
});
