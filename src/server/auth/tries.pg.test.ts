import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aDoorWorld, ada, type Browser, type DoorWorld } from '../../../tests/factories/door-world.ts';

let world: DoorWorld;
let adas: Browser;
beforeAll(async () => {
  world = await aDoorWorld();
  adas = await world.setUp();
});
afterAll(async () => {
  expect(world.faults).toEqual([]);
  await world.end();
});

const guess = (browser: Browser, email = ada.email) => browser.door('sign-in', { email, password: 'not this one at all' });
const right = { email: ada.email, password: ada.password };

describe('guessing at an account', () => {
  it('is slowed down after five tries, whichever server and whichever IPv6 address they come from', async () => {
    const answers: number[] = [];
    for (let nth = 0; nth < 12; nth += 1) {
      const browser = world.browser(nth % 2 === 0 ? world.one : world.two);
      browser.address = `2001:db8:${nth.toString(16)}::${nth + 1}`;
      answers.push((await guess(browser)).status);
    }
    expect(answers).toEqual([401, 401, 401, 401, 401, 429, 429, 429, 429, 429, 429, 429]);
  });

  it('is slowed down as well when many guess at the same moment', async () => {
    await world.owner.query('delete from auth.tries');
    const browsers = Array.from({ length: 16 }, (_, nth) => {
      const browser = world.browser(nth % 2 === 0 ? world.one : world.two);
      browser.address = `203.0.113.${nth + 1}`;
      return browser;
    });
    const answers = await Promise.all(browsers.map((browser) => guess(browser)));
    expect(answers.filter((answer) => answer.status === 401).length).toBe(5);
  });

  it('says how long to wait, the same for an account that exists and one that does not', async () => {
    await world.owner.query('delete from auth.tries');
    const last = { known: {}, unknown: {} };
    for (const [kind, email] of Object.entries({ known: ada.email, unknown: 'nobody@example.org' })) {
      const browser = world.browser();
      browser.address = kind === 'known' ? '203.0.113.1' : '203.0.113.2';
      for (let nth = 0; nth < 6; nth += 1) last[kind as 'known'] = (await guess(browser, email)).body;
    }
    expect(last.known).toEqual({ code: 'too_many_tries', seconds: expect.any(Number) });
    expect(Object.keys(last.unknown)).toEqual(Object.keys(last.known));
  });

  it('may be tried at most 20 times in an hour by 10,000 guesses from 2^16 blocks of addresses, and waits twice as long each time', async () => {
    await world.owner.query('delete from auth.tries');
    // The clock is the database's; an hour is lived through by moving the bucket back in time between guesses.
    let tried = 0;
    let elapsed = 0;
    const waits: number[] = [];
    const bucket = Buffer.alloc(32, 9);
    for (let nth = 0; nth < 10_000 && elapsed < 3600; nth += 1) {
      const { rows } = await world.owner.query<{ wait: number }>('select auth.take_try($1, $2) as wait', [[bucket], [5]]);
      const wait = rows[0]?.wait ?? 0;
      if (wait === 0) {
        tried += 1;
        continue;
      }
      waits.push(wait);
      elapsed += wait;
      await world.owner.query(
        'update auth.tries set not_before = not_before - make_interval(secs => $2), last_at = last_at - make_interval(secs => $2) where bucket = $1',
        [bucket, wait],
      );
    }
    expect(tried).toBeLessThanOrEqual(20);
    expect(waits.slice(0, 6)).toEqual([30, 60, 120, 240, 480, 900]);
  });

  it('does not keep its owner out: not where they are signed in, and not where they have signed in before', async () => {
    await world.owner.query('delete from auth.tries');
    const attacker = world.browser(world.two);
    attacker.address = '203.0.113.66';
    for (let nth = 0; nth < 8; nth += 1) await guess(attacker);
    expect((await guess(attacker)).status).toBe(429);
    expect((await adas.door('state')).body.state).toBe('ready');
    expect((await adas.ask('/api/queries/list-team', {})).status).toBe(200);
    await adas.door('sign-out', {});
    expect((await adas.door('sign-in', right)).body).toEqual({ next: 'ready' });
    // A stranger's browser has no mark, and cannot make one.
    const stranger = world.browser();
    stranger.address = '203.0.113.67';
    stranger.cookies.set('__Host-kith.known', 'AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA');
    expect((await stranger.door('sign-in', right)).status).toBe(429);
  });

  it('counts one IPv6 household as one, however its addresses are written', async () => {
    await world.owner.query('delete from auth.tries');
    const answers: number[] = [];
    for (let nth = 0; nth < 42; nth += 1) {
      const browser = world.browser();
      browser.address = nth % 2 === 0 ? `2001:db8:0:1::${(nth + 1).toString(16)}` : `2001:0DB8:0000:0001:${nth}:0:0:1`;
      answers.push((await browser.door('invitation/look', { token: `guess-${nth}` })).status);
    }
    expect(answers.slice(0, 40)).toEqual(Array(40).fill(404));
    expect(answers.slice(40)).toEqual([429, 429]);
  });

  it('keeps no address and no e-mail in its table', async () => {
    const { rows } = await world.owner.query<{ text: string }>(`select encode(bucket, 'escape') as text from auth.tries`);
    expect(rows.length).toBeGreaterThan(0);
    for (const { text } of rows) expect(text).not.toMatch(/example|2001|203\.0/);
  });
});
