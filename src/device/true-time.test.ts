import { describe, expect, it } from 'vitest';
import { openTrueTime } from './true-time.ts';

const server = Date.parse('2026-11-27T12:00:00Z');
const day = 86_400_000;

function aPhone(off: number) {
  let wall = server + off;
  let steady = 1_000;
  const time = openTrueTime({ wall: () => wall, steady: () => steady });
  return {
    time,
    pass: (ms: number) => {
      wall += ms;
      steady += ms;
    },
    sleep: (ms: number) => {
      wall += ms;
    },
    turn: (ms: number) => {
      wall += ms;
    },
  };
}

describe('the time to write on an entry', () => {
  it('is the phone’s own before anybody said otherwise, and while it is right', () => {
    const { time, pass } = aPhone(90_000);
    expect(time.now()).toBe(server + 90_000);
    time.heard(server);
    expect(time.behind()).toBe(0);
    pass(5_000);
    expect(time.now()).toBe(server + 95_000);
  });

  it.each([-400, -1, 1, 400])('is the server’s once it was heard, when the phone is %i days off', (days) => {
    const { time, pass } = aPhone(days * day);
    time.heard(server);
    expect(time.now()).toBe(server);
    pass(3_600_000);
    expect(time.now()).toBe(server + 3_600_000);
  });

  it('is right after a night’s sleep of a phone whose clock is wrong', () => {
    const { time, sleep } = aPhone(-400 * day);
    time.heard(server);
    sleep(8 * 3_600_000);
    expect(time.now()).toBe(server + 8 * 3_600_000);
  });

  it('is the phone’s own again when somebody puts the clock right, forward or back', () => {
    for (const days of [-400, 400]) {
      const { time, turn, pass } = aPhone(days * day);
      time.heard(server);
      pass(60_000);
      turn(-days * day);
      expect([days, time.now()]).toEqual([days, server + 60_000]);
    }
  });

  it('is the phone’s own when its clock is turned back, until the server is heard again', () => {
    const { time, turn } = aPhone(-2 * day);
    time.heard(server);
    turn(-10 * day);
    expect(time.now()).toBe(server - 12 * day);
    time.heard(server);
    expect(time.now()).toBe(server);
  });
});
