/** Lines for the person at the keyboard. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Waits for Ctrl-C or a polite kill, then stops in order. A second Ctrl-C ends at once. */
export async function untilStopped(stop: () => Promise<void>): Promise<number> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(130));
        resolve();
      });
    }
  });
  print('stopping');
  await stop();
  return 0;
}
