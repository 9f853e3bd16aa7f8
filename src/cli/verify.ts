/** `./kith verify`: proves the audit chain, also against copies of it, and the invariants, in plain lines. Exit code 1 when anything was found. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readCopyFile } from '../server/audit-copy-file.ts';
import { publicHalf, trust } from '../server/audit-keys.ts';
import { type Config, readConfig } from '../server/config.ts';
import { openInstallation } from '../server/installation.ts';
import { readSecrets } from '../server/secrets.ts';
import { type VerifyReport, verifyDatabase } from '../server/verify.ts';
import type { ChainProof } from '../server/verify-chain.ts';
import { UserError } from '../shared/user-error.ts';
import { print } from './run-until-stopped.ts';

export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { data: { type: 'string' }, against: { type: 'string', multiple: true } } });
  const against = (values.against ?? []).map(readCopyGiven);
  const config = readConfig(process.env, { dataDir: resolve(values.data ?? 'data'), port: 8420 });
  // One's own PostgreSQL is asked as it is, while Kith runs; Kith's own is started for the purpose.
  if (config.databaseUrl !== null) return report(await verifyDatabase({ connectionString: config.databaseUrl }, proofFor(config, against)));
  const installation = await openInstallation(config, () => undefined);
  try {
    return report(await verifyDatabase(installation.admin, proofFor(config, against)));
  } finally {
    await installation.stop();
  }
}

/** The keys and the copy that this installation keeps itself, and copies from elsewhere. */
export function proofFor(config: Config, against: readonly string[]): ChainProof {
  const keys = readSecrets(config.dataDir)?.auditKeys ?? [];
  return { ...(keys.length > 0 ? { keys: trust(keys.map(publicHalf)) } : {}), ownCopy: readCopyFile(config.auditCopy), against };
}

/** @throws UserError */
export function readCopyGiven(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UserError(`${path} cannot be read (${(error as { code?: string }).code ?? 'no code'})`);
  }
}

function report(verified: VerifyReport): number {
  for (const line of linesOf(verified)) print(line);
  return verified.findings.length === 0 ? 0 : 1;
}

/** What was checked, what was found, and the newest seals to write down somewhere else. */
export function linesOf({ organisations, checks, chain, copies, epochs, findings }: VerifyReport): string[] {
  return [
    `organisations: ${organisations}`,
    `audit rows sealed: ${chain.sealedRows} in ${chain.seals} seals; not sealed yet: ${chain.unsealedRows}`,
    ...(chain.unsignedSeals > 0 ? [`seals from before they were signed: ${chain.unsignedSeals}`] : []),
    ...(chain.signaturesChecked ? [] : ['signatures were not checked: no secrets.json and no copy of the seals were at hand']),
    ...copies.map(
      (copy) =>
        `${copy.name}: ${copy.seals} seals${copy.lostInRestores > 0 ? `; ${copy.lostInRestores} more were lost in restores that are signed for` : ''}`,
    ),
    ...chain.heads.map((head) => `newest seal of organisation ${head.orgId}: ${head.seq} ${head.hash}`),
    ...epochs.map((one) => `epoch ${one.seq} of organisation ${one.orgId}: ${one.why} ${one.beganAt}, from position ${one.fromPosition}`),
    ...checks.map((check) => {
      const found = findings.filter((finding) => finding.check === check).length;
      return `${found === 0 ? 'ok    ' : 'WRONG '} ${check}`;
    }),
    ...findings.map((finding) => `${finding.check}: ${finding.message}`),
    findings.length === 0 ? 'nothing wrong was found' : `${findings.length} findings`,
  ];
}
