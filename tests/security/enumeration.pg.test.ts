/**
 * Nobody learns at the door who has an account: not by what is answered, not by what is asked of the database, not by the time it takes
 * (reliability.md §2(e): less than 5 % over 2,000 tries).
 *
 * The short form runs always and finds a quarter of a hash on a busy machine. The long one:
 * `KITH_TRIES=2000 npx vitest run --project pg tests/security/enumeration.pg.test.ts`
 */
import { scryptSync } from 'node:crypto';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { aDoorWorld, ada, type DoorWorld } from '../factories/door-world.ts';
import { differenceOf, differMoreThan, type Pair, timedInTurn } from './same-time.ts';
import { randomFrom } from './statement-generator.ts';

/** Tries of each kind. */
const tries = Number(process.env.KITH_TRIES ?? 40);
const seed = Number(process.env.KITH_SEED ?? 20261123);
const isLong = tries >= 2000;
const patience = { timeout: 60_000 + tries * 1500 };

let world: DoorWorld;
beforeAll(async () => {
  world = await aDoorWorld({ hasMail: true });
  await world.setUp();
});
afterAll(async () => {
  expect(world.faults).toEqual([]);
  await world.end();
});
afterEach(() => vi.restoreAllMocks());

/** A browser somewhere else each time, so that no count of tries stands in the way. */
let nth = 0;
const elsewhere = () => {
  const browser = world.browser();
  nth += 1;
  browser.address = `10.${(nth >> 16) & 255}.${(nth >> 8) & 255}.${nth & 255}`;
  return browser;
};

const ways: Record<string, (email: string) => Promise<{ status: number; body: unknown }>> = {
  'signing in': (email) => elsewhere().door('sign-in', { email, password: 'not this one at all' }),
  'asking for a new password': (email) => elsewhere().door('reset/ask', { email }),
};

/** As long as the real ones, and never the same twice. */
const unknownAddress = (n: number) => `${n.toString(36).padStart(3, 'q')}@example.org`;
const forget = () => world.owner.query('delete from auth.tries');

function inWords(pairs: readonly Pair[]): string {
  const { middle, from, to } = differenceOf(pairs);
  return `${(middle * 100).toFixed(1)} % (${(from * 100).toFixed(1)} to ${(to * 100).toFixed(1)})`;
}

/** Every statement the server sends while `work` runs, values left out. */
async function saidDuring(work: () => Promise<unknown>): Promise<string[]> {
  const said: string[] = [];
  const really = pg.Client.prototype.query;
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...args: unknown[]) {
    const first = args[0] as string | { text?: string };
    said.push((typeof first === 'string' ? first : (first.text ?? '')).replaceAll(/\s+/g, ' '));
    return (really as (...all: unknown[]) => unknown).apply(this, args);
  } as never);
  await work();
  vi.restoreAllMocks();
  return said;
}

describe.each(Object.entries(ways))('%s', (name, ask) => {
  it('gives one answer, whether somebody has the address or nobody', async () => {
    await forget();
    const known = await ask(ada.email);
    const unknown = await ask(unknownAddress(0));
    expect(unknown).toEqual(known);
  });

  it('asks the database the same questions', async () => {
    await forget();
    const known = await saidDuring(() => ask(ada.email));
    const unknown = await saidDuring(() => ask(unknownAddress(1)));
    expect(unknown).toEqual(known);
    expect(known.length).toBeGreaterThan(0);
    // One question more for whom there is, and this test says so.
    const careless = await saidDuring(async () => {
      await ask(ada.email);
      await world.owner.query('select id from auth."user" where email = $1', [ada.email]);
    });
    expect(careless).not.toEqual(known);
  });

  it('takes the same time', patience, async () => {
    const { clock, processor } = await timedInTurn(
      tries,
      {
        known: async () => {
          await ask(ada.email);
          await forget();
        },
        unknown: async (n) => {
          await ask(unknownAddress(n));
          await forget();
        },
      },
      randomFrom(seed),
    );
    process.stderr.write(`[enumeration] ${name}, ${tries} tries each: ${inWords(clock)}, processor ${inWords(processor)}\n`);
    for (const pairs of [clock, processor]) {
      expect(differMoreThan(0.05, differenceOf(pairs))).toBe(false);
      if (isLong) expect(Math.abs(differenceOf(pairs).middle)).toBeLessThan(0.05);
    }
  });
});

describe('the clock of these tests finds', () => {
  /** A quarter of a hash, as the real ones are made (N 16384, r 16). */
  const aQuarterMore = () => void scryptSync('left out', 'salt', 64, { N: 4096, r: 16, p: 1, maxmem: 64 * 1024 * 1024 });

  it('a quarter more work for addresses somebody has', patience, async () => {
    const ask = ways['signing in'];
    const { clock, processor } = await timedInTurn(
      tries,
      {
        known: async () => {
          aQuarterMore();
          await ask?.(ada.email);
          await forget();
        },
        unknown: async (n) => {
          await ask?.(unknownAddress(n));
          await forget();
        },
      },
      randomFrom(seed + 1),
    );
    process.stderr.write(`[enumeration] a quarter more, planted: ${inWords(clock)}, processor ${inWords(processor)}\n`);
    expect(differMoreThan(0.05, differenceOf(processor))).toBe(true);
  });

  it('a hash left out for addresses nobody has', patience, async () => {
    const { clock, processor } = await timedInTurn(
      20,
      {
        known: async () => {
          await ways['signing in']?.(ada.email);
          await forget();
        },
        unknown: async (n) => {
          await world.owner.query('select $1::text', [unknownAddress(n)]);
          await forget();
        },
      },
      randomFrom(seed + 2),
    );
    for (const pairs of [clock, processor]) expect(differMoreThan(0.05, differenceOf(pairs))).toBe(true);
  });
});
