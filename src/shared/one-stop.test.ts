import { expect, test } from 'vitest';
import { oneStop } from './one-stop.ts';

test('an initial’s stop is the sentence’s stop', () => {
  expect(oneStop('Recorded by Parvati C.. Written later.')).toBe('Recorded by Parvati C. Written later.');
  expect(oneStop('Reads it, too: Ellamma E..')).toBe('Reads it, too: Ellamma E.');
});

test('an ellipsis and a single stop stay', () => {
  expect(oneStop('Well... then. ....')).toBe('Well... then. ....');
});
