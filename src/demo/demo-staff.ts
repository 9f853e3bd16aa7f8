/** Who works in a made-up programme, and who supervises whom. */
import type { Role } from '../features/staff/role.ts';
import type { DemoRow } from './demo-row.ts';
import { type Random, randomFrom } from './random.ts';
import type { World } from './worlds.ts';

export type DemoStaff = {
  id: string;
  name: string;
  email: string;
  locale: string;
  title: string | null;
  roles: Role[];
  /** Indexes of the programmes they belong to. */
  programmes: number[];
  /** Index, among the staff, of who supervises them. */
  supervisor: number | null;
};

export type DemoTeam = { staff: DemoStaff[]; peers: number[]; supervisors: number[]; coordinator: number; rows: DemoRow[] };

/** About 67 people a peer in a large programme, 40 in a small one; about nine peers a supervisor. */
export function peersFor(people: number): number {
  return Math.max(3, Math.ceil(people / (people > 1000 ? 67 : 40)));
}

function peersWithin(staff: number, biller: boolean): number {
  let peers = Math.max(1, staff - 3);
  const others = () => Math.ceil(peers / 9) + Math.ceil(peers / 90) * (biller ? 4 : 3);
  while (peers > 1 && peers + others() > staff) peers -= 1;
  return peers;
}

export function makeTeam(asked: {
  world: World;
  seed: string;
  orgId: string;
  programmeIds: string[];
  people: number;
  staff: number | undefined;
  /** Milliseconds; when the programme began. */
  began: number;
}): DemoTeam {
  const { world, orgId, began } = asked;
  const random = randomFrom(`${asked.seed}/${world.key}/staff`);
  const peerCount = asked.staff === undefined ? peersFor(asked.people) : peersWithin(asked.staff, world.biller);
  const offices = Math.ceil(peerCount / 90);
  const staff: DemoStaff[] = [];
  const taken = new Set<string>();
  const programmes = world.programmes.map((_, index) => index);
  const add = (roles: Role[], title: string | null, where: number[], supervisor: number | null): number => {
    const { name, email } = newName(world, random, taken);
    const locale = world.staffLocales[staff.length % world.staffLocales.length] ?? 'en';
    staff.push({ id: random.id(began), name, email, locale, title, roles, programmes: where, supervisor });
    return staff.length - 1;
  };
  const director = add(['director'], 'Director', programmes, null);
  const coordinators = Array.from({ length: offices }, () => add(['coordinator'], 'Coordinator', programmes, director));
  for (let i = 0; i < offices; i += 1) add(['administrator'], 'Office', programmes, null);
  if (world.biller) for (let i = 0; i < offices; i += 1) add(['biller'], 'Billing', programmes, null);
  const supervisors = Array.from({ length: Math.ceil(peerCount / 9) }, (_, i) =>
    add(['supervisor'], world.titles.supervisor, programmes, coordinators[i % coordinators.length] ?? director),
  );
  // The third peer of every nine walks with people in the second programme; the first has done this longest.
  const peers = Array.from({ length: peerCount }, (_, i) => {
    const senior = i % 9 === 0;
    return add(
      senior ? ['peer', 'senior_peer'] : ['peer'],
      senior ? world.titles.senior : world.titles.peer,
      [i % 3 === 2 ? 1 : 0],
      supervisors[Math.floor(i / 9)] ?? null,
    );
  });
  return { staff, peers, supervisors, coordinator: coordinators[0] ?? director, rows: staffRows(staff, asked, random, orgId) };
}

function newName(world: World, random: Random, taken: Set<string>): { name: string; email: string } {
  for (;;) {
    const { fullName } = world.named(random, random.chance(0.6) ? 'she' : 'he', 'latin');
    const plain = fullName.toLowerCase().replaceAll('.', '').replaceAll(' ', '.');
    // In a large programme names repeat, as they do in life; addresses never do.
    const email = `${plain}${taken.size >= 60 ? `.${taken.size}` : ''}@${world.key}.example.org`;
    if (taken.has(email)) continue;
    taken.add(email);
    return { name: fullName, email };
  }
}

function staffRows(staff: DemoStaff[], asked: { programmeIds: string[]; began: number }, random: Random, orgId: string): DemoRow[] {
  const createdAt = new Date(asked.began).toISOString();
  const rows: DemoRow[] = [];
  for (const one of staff) {
    const { id, name, email, title, locale } = one;
    rows.push({
      table: 'staff',
      row: { orgId, id, userId: null, name, email, title, locale, active: true, deactivatedAt: null, version: 1, createdAt },
    });
  }
  for (const one of staff) {
    for (const role of one.roles) rows.push({ table: 'staffRoles', row: { orgId, staffId: one.id, role } });
    for (const index of one.programmes) {
      const programmeId = asked.programmeIds[index];
      if (programmeId !== undefined) rows.push({ table: 'staffProgrammes', row: { orgId, staffId: one.id, programmeId } });
    }
    const supervisor = one.supervisor === null ? undefined : staff[one.supervisor];
    if (supervisor) {
      rows.push({
        table: 'supervisions',
        row: { orgId, id: random.id(asked.began), supervisorId: supervisor.id, staffId: one.id, startsAt: createdAt, endsAt: 'infinity' },
      });
    }
  }
  return rows;
}
