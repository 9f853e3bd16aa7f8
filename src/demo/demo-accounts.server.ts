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

/** The stored form of the passphrase; worked out beside everything else, since it takes a tenth of a second by design. */
export const hashPassphrase = hashPassword;

/** @param admin a superuser connection: accounts lie in a schema the server's own role cannot write */
export async function makeDemoAccounts(admin: pg.Client, signIns: readonly DemoSignIn[], hash: string): Promise<void> {
  const accounts = signIns.map((one) => ({
    ...one,
    userId: randomBytes(16).toString('hex'),
    accountId: randomBytes(16).toString('hex'),
  }));
  const list = [JSON.stringify(accounts)];
  const from = `from jsonb_to_recordset($1::jsonb) as one ("orgId" uuid, "staffId" uuid, "userId" text, "accountId" text, name text, email text)`;
  await admin.query(
    `insert into auth."user" ("id", "name", "email", "emailVerified") select one."userId", one.name, one.email, true ${from}`,
    list,
  );
  await admin.query(
    `insert into auth."account" ("id", "accountId", "providerId", "userId", "password", "updatedAt")
     select one."accountId", one."userId", 'credential', one."userId", $2, now() ${from}`,
    [...list, hash],
  );
  await admin.query(`update kith.staff s set user_id = one."userId" ${from} where s.org_id = one."orgId" and s.id = one."staffId"`, list);
}
