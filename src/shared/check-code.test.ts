import { expect, test } from 'vitest';
import { checkCode } from './check-code.ts';
import { newId } from './id.ts';

test('the same entry has the same code everywhere, whoever works it out', () => {
  expect(checkCode('0192f0c1-8d5e-7c3a-9b1f-2a3b4c5d6e7f')).toBe(checkCode('0192f0c1-8d5e-7c3a-9b1f-2a3b4c5d6e7f'));
});

test('an edited row gets another code', () => {
  expect(checkCode('0192f0c1-8d5e-7c3a-9b1f-2a3b4c5d6e7f', 1)).not.toBe(checkCode('0192f0c1-8d5e-7c3a-9b1f-2a3b4c5d6e7f', 2));
});

test('a code can be read out: four letters or digits, none that sound or look like another', () => {
  for (let at = 0; at < 1000; at += 1) expect(checkCode(newId())).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}$/);
});

test('entries made one after the other hardly ever share a code', () => {
  const codes = new Set(Array.from({ length: 2000 }, () => checkCode(newId(1_750_000_000_000))));
  // 2,000 codes of 1,048,576: about two pairs are expected to fall together.
  expect(codes.size).toBeGreaterThan(1985);
});
