import { expect, it } from 'vitest';
import { askTogether } from './asked-together.server.ts';

it('what is asked in one turn is put together, and each is given its own answer', async () => {
  const put: number[][] = [];
  const ask = askTogether<number, number>(async (all) => {
    put.push([...all]);
    return all.map((one) => one * 10);
  });
  expect(await Promise.all([ask(1), ask(2), ask(3)])).toEqual([10, 20, 30]);
  expect(put).toEqual([[1, 2, 3]]);
});

it('nothing is remembered: the next turn asks anew', async () => {
  let told = 'still here';
  const ask = askTogether<string, string>(async (all) => all.map(() => told));
  expect(await ask('who')).toBe('still here');
  told = 'gone';
  expect(await ask('who')).toBe('gone');
});

it('one that cannot be answered does not take the others with it', async () => {
  const ask = askTogether<string, string>(async (all) => {
    if (all.includes('broken')) throw new Error('broken');
    return all;
  });
  const answers = await Promise.allSettled([ask('a'), ask('broken'), ask('b')]);
  expect(answers.map((one) => (one.status === 'fulfilled' ? one.value : 'failed'))).toEqual(['a', 'failed', 'b']);
});

it('a hundred at once are put in parts, in order', async () => {
  const sizes: number[] = [];
  const ask = askTogether<number, number>(async (all) => {
    sizes.push(all.length);
    return all;
  });
  const asked = Array.from({ length: 100 }, (_, n) => n);
  expect(await Promise.all(asked.map(ask))).toEqual(asked);
  expect(sizes).toEqual([32, 32, 32, 4]);
});
