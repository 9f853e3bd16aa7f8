import { UserError } from '../shared/user-error.ts';

/** @throws UserError when it is not a port */
export function readPort(given: string | undefined, otherwise: number): number {
  if (given === undefined) return otherwise;
  const port = Number(given);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new UserError(`"${given}" is not a port; give a number from 1 to 65535`);
  return port;
}

/** @throws UserError when it is not a whole number in the range */
export function readCount(name: string, given: string | undefined, otherwise: number, most: number): number {
  if (given === undefined) return otherwise;
  const count = Number(given);
  if (!Number.isInteger(count) || count < 1 || count > most) throw new UserError(`--${name} takes a whole number from 1 to ${most}`);
  return count;
}
