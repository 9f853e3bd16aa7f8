/** The keys a server under test opens sealed copies with, and signs its audit trail with. */
import { makeAuditKey, signerWith } from '../../src/server/audit-keys.ts';
import { openSealKeys } from '../../src/server/seal-keys.ts';
import { makeSealKey } from '../../src/server/secrets.ts';

export const testSeals = await openSealKeys([makeSealKey()]);
export const testAuditKey = makeAuditKey();
export const testSigner = signerWith(testAuditKey);
