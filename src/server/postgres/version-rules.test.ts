import { describe, expect, it } from 'vitest';
import { newestFirst, parsePostgresVersion, refusalOf, warningOf } from './version-rules.ts';

describe('the PostgreSQL versions Kith runs on', () => {
  it.each([
    ['postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)', { major: 15, minor: 18 }],
    ['postgres (PostgreSQL) 18.4', { major: 18, minor: 4 }],
    ['postgres (PostgreSQL) 18beta2', null],
    ['postgres (PostgreSQL) 9.6.24', null],
    ['something else 15.18', null],
    ['', null],
  ])('reads %j', (printed, version) => {
    expect(parsePostgresVersion(printed)).toEqual(version);
  });

  it.each([
    [14, 20],
    [15, 13],
    [16, 9],
    [17, 5],
  ])('refuses %i.%i', (major, minor) => {
    expect(refusalOf({ major, minor })).toContain(`${major}.${minor}`);
  });

  it.each([
    [15, 14],
    [16, 10],
    [17, 6],
    [18, 0],
    [19, 0],
  ])('accepts %i.%i', (major, minor) => {
    expect(refusalOf({ major, minor })).toBeNull();
  });

  it('warns below the newest release it knows, and only there', () => {
    expect(warningOf({ major: 15, minor: 19 })).toContain('15.20');
    expect(warningOf({ major: 18, minor: 4 })).toContain('18.7');
    for (const [major, minor] of [
      [15, 20],
      [16, 16],
      [17, 12],
      [18, 7],
      [18, 9],
      [19, 0],
    ] as const) {
      expect(warningOf({ major, minor })).toBeNull();
    }
  });

  it('puts the newest first', () => {
    const versions = [
      { major: 15, minor: 20 },
      { major: 18, minor: 4 },
      { major: 18, minor: 7 },
    ];
    expect(versions.toSorted(newestFirst).map((v) => `${v.major}.${v.minor}`)).toEqual(['18.7', '18.4', '15.20']);
  });
});
