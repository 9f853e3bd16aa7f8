import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineCommand } from '../shared/command.ts';
import { handle } from './command-handler.ts';
import { older, understand } from './understand-arguments.ts';

/** A made-up command in its third version: minutes became hours and minutes, then got a reason. */
const tell = defineCommand({
  name: 'tell-time',
  version: 3,
  args: z.strictObject({ hours: z.int().min(0).max(23), minutes: z.int().min(0).max(59), why: z.string().min(1) }),
  preview: () => [],
});
const first = z.strictObject({ minutes: z.int().min(0).max(2000) });
const second = z.strictObject({ hours: z.int(), minutes: z.int() });
const handler = handle({
  command: tell,
  upgrade: {
    1: older(first, ({ minutes }) => ({ hours: Math.floor(minutes / 60), minutes: minutes % 60, why: 'not said' })),
    2: older(second, (args) => ({ ...args, why: 'not said' })),
  },
  reach: 'near',
  audit: 'time.told_ed',
  dataClass: 'worker',
  load: async () => null,
  may: () => null,
  run: async () => ({ changes: [] }),
});

describe('a command that an app of another age sent', () => {
  it('is refused when no release that is still served ever said it so', () => {
    const withoutFirst = { ...handler, upgrade: { 2: handler.upgrade?.[2] ?? older(second, () => ({})) } };
    expect(understand(withoutFirst, { version: 1, args: { minutes: 61 } })).toEqual({ ok: false, refusal: { code: 'too_old' } });
  });

  it('is judged by the schema of its own version, by name of the field', () => {
    expect(understand(handler, { version: 1, args: { minutes: 'many' } })).toEqual({
      ok: false,
      refusal: { code: 'invalid', field: 'minutes' },
    });
    expect(understand(handler, { version: 2, args: { hours: 1, minutes: 1, why: 'x' } })).toMatchObject({
      refusal: { code: 'unknown_field' },
    });
  });

  it('is judged by today’s schema, too, once it is said in today’s words', () => {
    expect(understand(handler, { version: 1, args: { minutes: 1999 } })).toMatchObject({ refusal: { code: 'invalid', field: 'hours' } });
  });

  it('is understood, one and two versions behind', () => {
    expect(understand(handler, { version: 1, args: { minutes: 61 } })).toEqual({
      ok: true,
      args: { hours: 1, minutes: 1, why: 'not said' },
    });
    expect(understand(handler, { version: 2, args: { hours: 9, minutes: 0 } })).toMatchObject({ ok: true, args: { hours: 9 } });
    expect(understand(handler, { version: 3, args: { hours: 9, minutes: 0, why: 'asked' } })).toMatchObject({ ok: true });
  });

  it('is left undecided when the app is newer than this server', () => {
    expect(understand(handler, { version: 4, args: {} })).toEqual({ ok: false, newer: true });
    expect(understand(undefined, { version: 1, args: {} })).toEqual({ ok: false, newer: true });
  });

  it('is refused, and no fault, when it is nested too deep', () => {
    let deep: unknown = 1;
    for (let n = 0; n < 100_000; n++) deep = [deep];
    const json = { ...handler, command: { ...handler.command, args: z.json() } };
    expect(understand(json, { version: 3, args: deep })).toMatchObject({ refusal: { code: 'invalid' } });
  });
});
