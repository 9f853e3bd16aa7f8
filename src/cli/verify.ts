/** `./kith verify`: proves the audit chain and the invariants, in plain lines. Exit code 1 when anything was found. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../server/config.ts';
import { openInstallation } from '../server/main.ts';
import { type VerifyReport, verifyDatabase } from '../server/verify.ts';
import { print } from './run-until-stopped.ts';

export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { data: { type: 'string' } } });
  const config = readConfig(process.env, { dataDir: resolve(values.data ?? 'data'), port: 8420 });
  // One's own PostgreSQL is asked as it is, while Kith runs; Kith's own is started for the purpose.
  if (config.databaseUrl !== null) return report(await verifyDatabase({ connectionString: config.databaseUrl }));
  const installation = await openInstallation(config, () => undefined);
  try {
    return report(await verifyDatabase(installation.admin));
  } finally {
    await installation.stop();
  }
}

function report(verified: VerifyReport): number {
  for (const line of linesOf(verified)) print(line);
  return verified.findings.length === 0 ? 0 : 1;
}

/** What was checked, what was found, and the newest seals to write down somewhere else. */
export function linesOf({ organisations, checks, chain, findings }: VerifyReport): string[] {
  return [
    `organisations: ${organisations}`,
    `audit rows sealed: ${chain.sealedRows} in ${chain.seals} seals; not sealed yet: ${chain.unsealedRows}`,
    ...chain.heads.map((head) => `newest seal of organisation ${head.orgId}: ${head.seq} ${head.hash}`),
    ...checks.map((check) => {
      const found = findings.filter((finding) => finding.check === check).length;
      return `${found === 0 ? 'ok    ' : 'WRONG '} ${check}`;
    }),
    ...findings.map((finding) => `${finding.check}: ${finding.message}`),
    findings.length === 0 ? 'nothing wrong was found' : `${findings.length} findings`,
  ];
}
