/** A few people of each programme have a page of their own; one PIN for all of them, made anew for each demo and printed once. */
import { randomBytes, randomInt } from 'node:crypto';
import type pg from 'pg';
import { addressOf } from '../features/views/own-code.ts';
import { pinProblem } from '../features/views/view.ts';
import { newCode } from '../server/auth/own-code.server.ts';
import { newId } from '../shared/id.ts';
import type { DemoOrganisation } from './generate-demo.ts';

const viewsEach = 3;

export type DemoView = { organisation: string; name: string; code: string };

export function demoPin(): string {
  for (;;) {
    const pin = String(randomInt(100_000, 1_000_000));
    if (pinProblem(pin) === null) return pin;
  }
}

type Chosen = { org_id: string; person_id: string; name: string; staff_id: string; locale: string };

/** Those whom somebody walks with now and about whom most was written in both voices: the pages worth opening. */
const whoHasOne = `
  select org_id, person_id, name, staff_id, locale from (
    select p.org_id, p.id as person_id, p.name, a.staff_id,
      case when p.languages[1] = 'ta' then 'ta' else 'en' end as locale,
      row_number() over (partition by p.org_id order by count(distinct e.voice) desc, count(e.id) desc, p.id) as nth
    from kith.people p
    join kith.assignments a on a.org_id = p.org_id and a.person_id = p.id and a.kind = 'peer' and a.starts_at <= now() and a.ends_at > now()
    join kith.entries e on e.org_id = p.org_id and e.person_id = p.id and e.for_person
    where p.org_id = $1 and p.merged_into is null
    group by p.org_id, p.id, p.name, a.staff_id, p.languages) ranked
  where nth <= $2 order by nth`;

/** @param admin a superuser connection to a loaded demo */
export async function makeDemoViews(admin: pg.Client, organisations: readonly DemoOrganisation[], pinHash: string): Promise<DemoView[]> {
  const made: DemoView[] = [];
  for (const { orgId, name: organisation } of organisations) {
    const { rows } = await admin.query<Chosen>(whoHasOne, [orgId, viewsEach]);
    for (const one of rows) {
      const account = randomBytes(24).toString('base64url');
      const code = newCode();
      await admin.query(`insert into auth."user" ("id", "name", "email", "emailVerified") values ($1, '', $2, true)`, [
        account,
        addressOf(code),
      ]);
      await admin.query(
        `insert into auth."account" ("id", "accountId", "providerId", "userId", "password", "updatedAt") values ($1, $1, 'credential', $1, $2, now())`,
        [account, pinHash],
      );
      await admin.query(
        `insert into kith.views (org_id, id, person_id, user_id, locale, made_by, begins_at, joined_at)
         values ($1, $2, $3, $4, $5, $6, now() - interval '30 days', now() - interval '30 days')`,
        [orgId, newId(), one.person_id, account, one.locale, one.staff_id],
      );
      made.push({ organisation, name: one.name, code });
    }
  }
  return made;
}
