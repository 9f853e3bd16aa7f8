/** Accounts for the demo's staff: one passphrase for all of them, made anew for each demo and printed once. */
import { randomBytes, randomInt } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import type pg from 'pg';
import type { DemoSignIn } from './generate-demo.ts';

/** Short everyday words, so that the passphrase can be typed on a phone. 64 words, five of them: 30 bits, for a demo on loopback that ends. */
const words =
  'acorn amber anchor apple arrow autumn badge banjo basil beach berry birch blanket breeze brick bridge candle canoe cedar clover cobalt copper coral cotton cradle daisy delta ember fable falcon feather fern finch ginger harbor hazel honey island ivory jasmine kettle lantern lemon linen maple meadow melon mint nutmeg olive orchid paper pebble pepper pine plum quilt river saffron silver spruce thimble violet willow'.split(
    ' ',
  );

export function demoPassphrase(): string {
  return Array.from({ length: 5 }, () => words[randomInt(words.length)]).join('-');
}

/** @param admin a superuser connection: accounts lie in a schema the server's own role cannot write */
export async function makeDemoAccounts(admin: pg.Client, signIns: readonly DemoSignIn[], passphrase: string): Promise<void> {
  const hash = await hashPassword(passphrase);
  for (const one of signIns) {
    const userId = randomBytes(16).toString('hex');
    await admin.query(`insert into auth."user" ("id", "name", "email", "emailVerified") values ($1, $2, $3, true)`, [
      userId,
      one.name,
      one.email,
    ]);
    await admin.query(
      `insert into auth."account" ("id", "accountId", "providerId", "userId", "password", "updatedAt") values ($1, $2, 'credential', $2, $3, now())`,
      [randomBytes(16).toString('hex'), userId, hash],
    );
    await admin.query('update kith.staff set user_id = $1 where org_id = $2 and id = $3', [userId, one.orgId, one.staffId]);
  }
}
