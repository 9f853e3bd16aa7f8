import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { collectWithV8, openQuietCollection, type QuietCollection } from './quiet-collection.ts';

let used: number;
let collected: number;
let quiet: QuietCollection;

beforeEach(() => {
  vi.useFakeTimers();
  used = 60_000_000;
  collected = 0;
  quiet = openQuietCollection({
    collect: () => {
      collected += 1;
      used = 45_000_000;
    },
    usedBytes: () => used,
  });
});

afterEach(() => {
  quiet.stop();
  vi.useRealTimers();
});

const tenSeconds = () => vi.advanceTimersByTime(10_000);

test('nothing is collected while people work', () => {
  for (let request = 0; request < 21; request += 1) quiet.asked();
  tenSeconds();
  expect(collected).toBe(0);
});

test('after the start it collects once, and then rests', () => {
  tenSeconds();
  expect(collected).toBe(1);
  tenSeconds();
  expect(collected).toBe(1);
});

test('nothing is collected for the sake of a little', () => {
  tenSeconds();
  used += 31_000_000;
  tenSeconds();
  expect(collected).toBe(1);
});

test('what a busy time left behind is collected when it has become quiet', () => {
  tenSeconds();
  for (let request = 0; request < 500; request += 1) quiet.asked();
  used += 50_000_000;
  tenSeconds();
  expect(collected).toBe(1);
  tenSeconds();
  expect(collected).toBe(2);
});

test('a stopped one is silent', () => {
  quiet.stop();
  tenSeconds();
  expect(collected).toBe(0);
});

test('a Node without the means to collect goes on as it is', () => {
  expect(globalThis.gc).toBeUndefined();
  expect(collectWithV8.collect).not.toThrow();
});
