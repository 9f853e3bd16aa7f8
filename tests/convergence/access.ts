/** What changes who may see whom: commands of a coordinator and an administrator, sent from the desk, which is always online. */
import { assignPerson } from '../../src/features/people/assign-person.ts';
import { coverWhileAway } from '../../src/features/people/cover-while-away.ts';
import { endAssignment } from '../../src/features/people/end-assignment.ts';
import { handOverPerson } from '../../src/features/people/hand-over-person.ts';
import { mergePeople } from '../../src/features/people/merge-people.ts';
import { changeStaffRoles, deactivateStaff, reactivateStaff } from '../../src/features/staff/change-staff.ts';
import type { CommandAnswer } from '../../src/shared/command.ts';
import { newId } from '../../src/shared/id.ts';
import type { Act } from './acts.ts';
import type { Sim } from './sim.ts';
import { packVersion } from './sim-device.ts';
import { origin } from './sim-server.ts';
import { rightClock } from './sim-time.ts';
import { type Member, type Organisation, signIn } from './world.ts';

type Assignment = { id: string; person_id: string; staff_id: string; version: number };
type Colleague = { id: string; version: number; active: boolean; supervisors: string[] };
type Kind = 'end' | 'assign' | 'hand over' | 'cover' | 'disable' | 'enable' | 'duties' | 'merge';

const kinds: readonly (readonly [number, Kind])[] = [
  [3, 'end'],
  [6, 'assign'],
  [3, 'hand over'],
  [3, 'cover'],
  [1, 'disable'],
  [3, 'enable'],
  [3, 'duties'],
  [1, 'merge'],
];
const peerCount = 4;

/** One change of access, all of it within the step. */
export async function changeAccess(sim: Sim): Promise<void> {
  const { random } = sim;
  const at = random.pick(sim.world.organisations) as Organisation;
  const kind = random.weighed(kinds) as Kind;
  const asked = await actFor(sim, at, kind);
  if (!asked) return;
  const { by, act } = asked;
  sim.note(`access: ${kind} by ${by.name}`);
  const outcome = await sendFromDesk(sim, by, act);
  sim.count(`access: ${kind} ${outcome}`);
  // Whoever works here again signs in again.
  if (kind === 'enable' && outcome === 'accepted') {
    const back = at.members.find((one) => one.staffId === act.args.staffId);
    if (back) await sim.admin.query(`set sim.now = '${new Date(sim.time.now()).toISOString()}'; ${signIn(back)}`);
  }
}

async function actFor(sim: Sim, at: Organisation, kind: Kind): Promise<{ by: Member; act: Act } | null> {
  const { random, admin } = sim;
  const [coordinator, director] = at.members.slice(peerCount) as [Member, Member];
  const now = new Date(sim.time.now()).toISOString();
  const walkers = at.members.slice(0, peerCount);
  if (kind === 'disable' || kind === 'enable' || kind === 'duties') {
    const { rows } = await admin.query<Colleague>(
      `select s.id, s.version, s.active, array(select v.supervisor_id from kith.supervisions v where v.org_id = s.org_id and v.staff_id = s.id
         and v.starts_at <= $2 and v.ends_at > $2 order by 1) as supervisors
       from kith.staff s where s.org_id = $1 and s.id = any ($3) and s.active = $4 order by s.id`,
      [at.orgId, now, walkers.map((one) => one.staffId), kind !== 'enable'],
    );
    const one = random.pick(rows);
    const member = at.members.find(({ staffId }) => staffId === one?.id);
    if (!one || !member) return null;
    const basedOn = { staffId: one.id, basedOn: one.version };
    if (kind === 'disable') return { by: director, act: { command: deactivateStaff, args: basedOn } };
    if (kind === 'enable') return { by: director, act: { command: reactivateStaff, args: basedOn } };
    const isPeer = !member.roles.includes('supervisor');
    const roles = isPeer ? [random.pick(['peer', 'senior_peer'])] : random.pick([['supervisor'], ['supervisor', 'peer']]);
    const supervisor = walkers[peerCount - 1] as Member;
    const supervisorIds = isPeer && random.chance(0.8) ? [supervisor.staffId] : [];
    return {
      by: director,
      act: { command: changeStaffRoles, args: { ...basedOn, title: null, roles, programmeIds: [at.programmeId], supervisorIds } },
    };
  }
  if (kind === 'merge') {
    const [from, into] = [random.pick(at.people), random.pick(at.people)];
    if (!from || !into || from === into) return null;
    const { rows } = await admin.query<{ version: number }>('select version from kith.people where id = $1', [from.personId]);
    return {
      by: coordinator,
      act: { command: mergePeople, args: { fromId: from.personId, intoId: into.personId, basedOn: rows[0]?.version ?? 1 } },
    };
  }
  const { rows } = await admin.query<Assignment>(
    'select id, person_id, staff_id, version from kith.assignments where org_id = $1 and starts_at <= $2 and ends_at > $2 order by id',
    [at.orgId, now],
  );
  const to = random.pick(walkers) as Member;
  const { programmeId } = at;
  if (kind === 'assign') {
    const person = random.pick(at.people);
    if (!person) return null;
    const args = { assignmentId: newId(), personId: person.personId, staffId: to.staffId, programmeId, startsAt: now };
    return { by: coordinator, act: { command: assignPerson, args } };
  }
  const from = random.pick(rows);
  if (!from) return null;
  if (kind === 'end')
    return {
      by: coordinator,
      act: { command: endAssignment, args: { assignmentId: from.id, personId: from.person_id, basedOn: from.version, endsAt: now } },
    };
  if (kind === 'hand over') {
    const args = { personId: from.person_id, programmeId, fromAssignmentId: from.id, basedOn: from.version };
    return {
      by: coordinator,
      act: { command: handOverPerson, args: { ...args, toAssignmentId: newId(), toStaffId: to.staffId, at: now } },
    };
  }
  const covered = rows.filter((row) => row.staff_id === from.staff_id).slice(0, 3);
  const endsAt = new Date(sim.time.now() + (1 + random.below(48)) * 3_600_000).toISOString();
  const people = covered.map((row) => ({ assignmentId: newId(), personId: row.person_id, programmeId }));
  return {
    by: coordinator,
    act: { command: coverWhileAway, args: { awayStaffId: from.staff_id, coverStaffId: to.staffId, startsAt: now, endsAt, people } },
  };
}

/** @returns what became of it, in one word */
async function sendFromDesk(sim: Sim, by: Member, { command, args }: Act): Promise<string> {
  sim.time.showTo(rightClock);
  const id = newId();
  const recordedAt = new Date(sim.time.now()).toISOString();
  sim.ledger.make({ id, staffId: by.staffId, orgId: by.orgId, notebook: null, name: command.name, args, at: sim.time.now(), saved: false });
  const body = JSON.stringify({
    commands: [{ id, name: command.name, version: command.version, args: command.args.parse(args), recordedAt, packVersion }],
  });
  const headers = { cookie: by.cookie, 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) };
  const server = sim.random.pick(sim.servers);
  // What is planned is for requests of phones, which somebody can let go on.
  const planned = server?.plan(null) ?? null;
  const answer = await server?.fetch(new Request(`${origin}/api/commands`, { method: 'POST', headers, body }));
  server?.plan(planned);
  if (!answer?.ok) return `status ${answer?.status ?? 'none'}`;
  const { answers } = (await answer.json()) as { answers: CommandAnswer[] };
  sim.ledger.hear(by.staffId, answers);
  const [first] = answers;
  return first?.outcome === 'refused' ? first.refusal.code : (first?.outcome ?? 'none');
}
