/** `./kith bench`: measurements, each beside its floor in the same run. The last line is JSON. */
import { parseArgs } from 'node:util';
import type { Measurement } from '../bench/measurement.ts';
import { UserError } from '../shared/user-error.ts';
import { print } from './run-until-stopped.ts';

const benches: Record<string, () => Promise<Measurement[]>> = {
  start: async () => (await import('../bench/start.ts')).benchStart(),
  memory: async () => (await import('../bench/memory.ts')).benchMemory(),
  contacts: async () => (await import('../bench/contacts.ts')).benchContacts(),
  device: async () => {
    const { buildWebIfNeeded } = await import('./build.ts');
    await buildWebIfNeeded();
    return (await import('../bench/device-unlock.ts')).benchUnlock(print);
  },
  browser: async () => {
    const { buildWebIfNeeded } = await import('./build.ts');
    await buildWebIfNeeded();
    return (await import('../bench/browser.ts')).benchBrowser(print);
  },
  feed: async () => (await import('../bench/reading.ts')).benchFeed(),
  programme: async () => (await import('../bench/reading.ts')).benchProgramme(),
};

const howLong: Record<string, string> = {
  browser: 'about two minutes',
  memory: 'about two minutes, most of it at rest',
  programme: 'some minutes: a million contacts are made first',
};

export async function run(args: string[]): Promise<number> {
  const { positionals } = parseArgs({ args, options: {}, allowPositionals: true });
  const names = positionals.length === 0 ? Object.keys(benches) : positionals;
  for (const name of names)
    if (!benches[name]) throw new UserError(`there is no bench "${name}"; there are: ${Object.keys(benches).join(', ')}`);
  const all: Measurement[] = [];
  for (const name of names) {
    print(`${name} (${howLong[name] ?? 'about half a minute'})`);
    const measured = (await benches[name]?.()) ?? [];
    for (const one of measured) print(`  ${line(one)}`);
    all.push(...measured);
  }
  print(JSON.stringify(all));
  return 0;
}

function line({ name, ours, floor, unit, aim, holds }: Measurement): string {
  const round = (value: number) => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3));
  const beside = floor === null ? '' : `, floor ${round(floor)} (${Math.round((ours / floor) * 100)} %)`;
  return `${name}: ${round(ours)} ${unit}${beside}; aim ${aim}: ${holds ? 'holds' : 'DOES NOT HOLD'}`;
}
