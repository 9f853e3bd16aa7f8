/** Reading and changing arguments by path (`with.0.entries.1.words`), and finding which of them are free text. */
import type { z } from 'zod';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export function valueAt(args: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], args);
}

/** A copy with another value there. */
export function withValueAt<T>(args: T, path: string, value: unknown): T {
  const copy = structuredClone(args);
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const parent = keys.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], copy) as Record<string, unknown>;
  parent[last] = value;
  return copy;
}

export function withoutValueAt<T>(args: T, path: string): T {
  const copy = structuredClone(args);
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const parent = keys.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], copy) as Record<string, unknown>;
  delete parent[last];
  return copy;
}

/** Paths of every leaf: what is neither object nor list. */
export function leaves(args: unknown, at = ''): string[] {
  if (args === null || typeof args !== 'object') return [at];
  return Object.entries(args).flatMap(([key, value]) => leaves(value, at === '' ? key : `${at}.${key}`));
}

/** Paths of every object, the arguments themselves (`''`) included. */
export function objects(args: unknown, at = ''): string[] {
  if (args === null || typeof args !== 'object') return [];
  const below = Object.entries(args).flatMap(([key, value]) => objects(value, at === '' ? key : `${at}.${key}`));
  return Array.isArray(args) ? below : [at, ...below];
}

/** Texts a human may type anything into: the schema takes words no code, id or day would be. */
export function freeTexts(schema: z.ZodType, args: unknown): string[] {
  return leaves(args).filter((path) => {
    if (typeof valueAt(args, path) !== 'string') return false;
    return schema.safeParse(withValueAt(args, path, canaryText)).success;
  });
}

/** Words that may stand in no audit row, log line or receipt. */
export const canary = 'Zaubernuss';
export const canaryText = `${canary} பூ & "x" <y>`;
