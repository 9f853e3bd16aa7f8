/** Reads a backup from its first byte to its last without touching any database. */
import { BackupBroken, type BackupHeader, type BackupPart, readParts } from './backup-format.ts';
import { type OnBytes, type OpenedWith, readSealed } from './seal-file.server.ts';

export type CheckedBackup = { header: BackupHeader; tables: { name: string; columns: string[]; rows: number; sha256: string }[] };

/** @throws BackupBroken or UserError: nothing of the file may be used */
export async function checkBackup(path: string, withKey: OpenedWith, onBytes?: OnBytes): Promise<CheckedBackup> {
  let header: BackupHeader | undefined;
  const tables: CheckedBackup['tables'] = [];
  let now: { name: string; columns: string[] } | undefined;
  for await (const part of partsOf(path, withKey, onBytes)) {
    if (part.kind === 'header') header = part.header;
    if (part.kind === 'table') now = part.table;
    if (part.kind === 'end' && now) tables.push({ ...now, ...part.end });
  }
  if (!header) throw new BackupBroken('it is empty');
  return { header, tables };
}

export function partsOf(path: string, withKey: OpenedWith, onBytes?: OnBytes): AsyncGenerator<BackupPart> {
  return readParts(readSealed(path, withKey, onBytes));
}
