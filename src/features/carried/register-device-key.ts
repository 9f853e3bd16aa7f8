/** A device's own signing key, made known while its owner is signed in: from then on entries made on it can be proved to be theirs. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';

/** A point of P-256, uncompressed, as base64url: 65 bytes that begin with 4. */
const publicKeySchema = z.string().regex(/^B[A-Za-z0-9_-]{86}$/);

export const registerDeviceKey = defineCommand({
  name: 'register-device-key',
  version: 1,
  args: z.strictObject({ keyId: idSchema, deviceId: idSchema, publicKey: publicKeySchema }),
  // No device holds keys of others; its own it made itself.
  preview: () => [],
});
