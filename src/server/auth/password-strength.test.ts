import { describe, expect, it } from 'vitest';
import { passwordProblem } from './password-strength.server.ts';

const near = ['Ravi Kumar', 'ravi.kumar@harbour.example'];

describe('whether a password is good enough', () => {
  it.each([
    ['short and strange', 'x9!Qz#7', 'password_short'],
    ['eleven characters', 'kettle-moss', 'password_short'],
    ['common, breached and long enough', 'password1234', 'password_weak'],
    ['a run of keys', 'qwertyuiopasdf', 'password_weak'],
    ['one letter again and again', 'aaaaaaaaaaaaaaaa', 'password_weak'],
    ['their own name and a year', 'ravikumar2024', 'password_weak'],
    ['their own address', 'ravi.kumar@harbour', 'password_weak'],
    ['longer than anybody types', 'kettle moss '.repeat(20), 'password_long'],
    ['a few unrelated words', 'nine copper kettles sing', null],
    ['a few unrelated Tamil words', 'மழை குடை யானை விளக்கு', null],
  ])('%s: %s', async (_what, password, problem) => expect(await passwordProblem(password, near)).toBe(problem));
});
