import { expect, test } from 'vitest';
import { matchAddress } from './match-address.ts';

test.each([
  ['/mine', '/mine/me'],
  ['/mine/me', '/mine'],
  ['/mine/goals/$goalId', '/mine/goals/'],
  ['/mine/goals/$goalId', '/mine/goals/7/more'],
  ['/mine', '/minerals'],
])('%s is not the pattern of %s', (pattern, path) => {
  expect(matchAddress(pattern, path)).toBeNull();
});

test.each([
  ['/mine', '/mine', {}],
  ['/mine', '/mine/', {}],
  ['/mine/goals/$goalId', '/mine/goals/7', { goalId: '7' }],
])('%s is the pattern of %s', (pattern, path, ids) => {
  expect(matchAddress(pattern, path)).toEqual(ids);
});
