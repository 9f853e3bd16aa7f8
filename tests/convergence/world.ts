/** Two organisations, who works there, and whom they walk with: written straight into the database, as if it had always been so. */
import { createHmac } from 'node:crypto';
import type pg from 'pg';
import type { Role } from '../../src/features/staff/role.ts';
import { sessionCookieName } from '../../src/server/auth/session.server.ts';
import { newId } from '../../src/shared/id.ts';
import { cookieSecret, origin } from './sim-server.ts';

export type Member = {
  orgId: string;
  staffId: string;
  name: string;
  roles: readonly Role[];
  account: string;
  cookie: string;
  programmeId: string;
};
export type SimPerson = { orgId: string; personId: string; programmeId: string };
export type Organisation = { orgId: string; programmeId: string; members: Member[]; people: SimPerson[] };
export type World = { organisations: [Organisation, Organisation] };

const began = '2026-03-02T09:00:00Z';

/** Peers, their supervisor, a coordinator and a director. */
const staffOf: readonly (readonly [string, Role[]])[] = [
  ['Asha', ['peer']],
  ['Bina', ['peer']],
  ['Chitra', ['senior_peer']],
  ['Latha', ['supervisor']],
  ['Devi', ['coordinator']],
  ['Esther', ['director', 'administrator']],
];
const peersOf = 3;

export async function makeWorld(admin: pg.Client, peopleInEach: readonly [number, number]): Promise<World> {
  const [first, second] = peopleInEach;
  return { organisations: [await anOrganisation(admin, first), await anOrganisation(admin, second)] };
}

async function anOrganisation(admin: pg.Client, howMany: number): Promise<Organisation> {
  const orgId = newId();
  const programmeId = newId();
  const statements: string[] = [
    `insert into kith.organisations (org_id, name, jurisdiction, packs, languages, time_zone) values ('${orgId}', 'Thozhi', 'in-tn', '{core}', '{en,ta}', 'Asia/Kolkata')`,
    `insert into kith.change_counters (org_id, epoch) values ('${orgId}', gen_random_uuid())`,
    `insert into kith.programmes (org_id, id, name, cosign_required) values ('${orgId}', '${programmeId}', 'Evening walk', true)`,
  ];
  const members = staffOf.map(([name, roles]): Member => {
    const staffId = newId();
    const account = `account-${staffId}`;
    return { orgId, staffId, name, roles, account, programmeId, cookie: '' };
  });
  for (const one of members) {
    const mail = `${one.staffId}@example.org`;
    statements.push(
      `insert into auth."user" ("id", "name", "email", "emailVerified") values ('${one.account}', '${one.name}', '${mail}', true)`,
      `insert into kith.staff (org_id, id, name, email, user_id) values ('${orgId}', '${one.staffId}', '${one.name}', '${mail}', '${one.account}')`,
      ...one.roles.map((role) => `insert into kith.staff_roles values ('${orgId}', '${one.staffId}', '${role}')`),
      `update kith.staff_role_periods set held_from = '${began}' where staff_id = '${one.staffId}'`,
      `insert into kith.staff_programmes values ('${orgId}', '${one.staffId}', '${programmeId}')`,
    );
    statements.push(signIn(one));
  }
  const peers = members.slice(0, peersOf);
  const supervisor = members[peersOf] as Member;
  for (const peer of peers) {
    statements.push(
      `insert into kith.supervisions (org_id, id, supervisor_id, staff_id, starts_at) values ('${orgId}', '${newId()}', '${supervisor.staffId}', '${peer.staffId}', '${began}')`,
    );
  }
  const people: SimPerson[] = [];
  for (let n = 0; n < howMany; n++) {
    const personId = newId();
    const walker = peers[n % peers.length] as Member;
    people.push({ orgId, personId, programmeId });
    statements.push(
      `insert into kith.people (org_id, id, programme_id, name, registered_by, registered_at) values ('${orgId}', '${personId}', '${programmeId}', 'Person ${n}', '${walker.staffId}', '${began}')`,
      `insert into kith.assignments (org_id, id, person_id, staff_id, programme_id, kind, starts_at, made_by)
       values ('${orgId}', '${newId()}', '${personId}', '${walker.staffId}', '${programmeId}', 'peer', '${began}', '${walker.staffId}')`,
    );
  }
  await admin.query(statements.join(';\n'));
  return { orgId, programmeId, members, people };
}

/** A session of theirs that works; the statement that makes it known. */
export function signIn(member: Member): string {
  const token = newId();
  const signed = createHmac('sha256', cookieSecret).update(token).digest('base64');
  member.cookie = `${sessionCookieName(origin)}=${encodeURIComponent(`${token}.${signed}`)}`;
  return `insert into auth."session" ("id", "expiresAt", "token", "updatedAt", "userId", "factor")
    values ('${newId()}', '9000-01-01', '${token}', now(), '${member.account}', 'passkey')`;
}
