/**
 * Real data that lies beside the project's folder where it is developed, and does not travel with it. In a plain clone it is not there: then
 * the tests that stand on it are counted as skipped, and everything else is tried all the same.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../../shared/data');

export const hasSharedData = existsSync(folder);

/**
 * @returns the file's text; null where the data is not beside the project
 * @throws when the data is there and this file of it is not
 */
export function sharedData(path: string): string | null {
  return hasSharedData ? readFileSync(join(folder, path), 'utf8') : null;
}
