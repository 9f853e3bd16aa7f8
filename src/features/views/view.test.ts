import { expect, test } from 'vitest';
import { addressOf, codeIn, codeOfAddress } from './own-code.ts';
import { pinProblem } from './view.ts';

test.each([
  ['too short', '12345', 'pin_not_digits'],
  ['too long', '1234567890123', 'pin_not_digits'],
  ['letters', 'abcdef', 'pin_not_digits'],
  ['digits of another script', '௧௨௩௪௫௬', 'pin_not_digits'],
  ['one digit', '777777', 'pin_too_easy'],
  ['two digits in turn', '121212', 'pin_too_easy'],
  ['three digits twice', '274274', 'pin_too_easy'],
  ['counting up', '345678', 'pin_too_easy'],
  ['counting up past nine', '789012', 'pin_too_easy'],
  ['counting down', '987654', 'pin_too_easy'],
  ['a year twice', '19842010', 'pin_too_easy'],
  ['a column of the keypad', '147258', 'pin_too_easy'],
  ['something else', '927461', null],
  ['longer', '40719386', null],
])('a PIN: %s', (_, pin, problem) => {
  expect(pinProblem(pin)).toBe(problem);
});

test.each([
  ['nothing', '', null],
  ['too little', 'K7F3', null],
  ['too much', 'K7F3-9QXMZ', null],
  ['letters that no code has', 'K7F3-9QXO', null],
  ['a digit that no code has', 'K7F3-9QX1', null],
  ['as it is shown', 'K7F3-9QXM', 'K7F3-9QXM'],
  ['small, with spaces', ' k7f3 9qxm ', 'K7F3-9QXM'],
  ['in one word', 'k7f39qxm', 'K7F3-9QXM'],
])('a typed code: %s', (_, typed, code) => {
  expect(codeIn(typed)).toBe(code);
});

test('a code and its address are one another’s', () => {
  expect(addressOf('K7F3-9QXM')).toBe('k7f3-9qxm@view.invalid');
  expect(codeOfAddress(addressOf('K7F3-9QXM'))).toBe('K7F3-9QXM');
});
