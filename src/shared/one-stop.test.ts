import { expect, test } from 'vitest';
import { oneStop } from './one-stop.ts';

test('an initial’s stop is the sentence’s stop', () => {
  expect(oneStop('Recorded by Parvati C.. Written later.')).toBe('Recorded by Parvati C. Written later.');
  expect(oneStop('Reads it, too: Ellamma E..')).toBe('Reads it, too: Ellamma E.');
});

test('a quoted sentence’s stop is enough', () => {
  expect(oneStop('For “A room of my own.”. Recorded by Kavi.')).toBe('For “A room of my own.” Recorded by Kavi.');
});

test('an ellipsis and a single stop stay', () => {
  expect(oneStop('Well... then. ....')).toBe('Well... then. ....');
});
