/**
 * Revocation and what was made before it, judged by true time: what was made while it was allowed is taken in although access has ended since;
 * what was made afterwards never is. Moments close to a boundary are left alone, because a phone's clock
 * may run a twentieth too fast, and what a request says of that clock is as old as the request (decision 0029; a browser gives up after half a
 * minute, but here a request may be under way for hours).
 */
import type { CommandAnswer } from '../../src/shared/command.ts';
import type { Made } from './ledger.ts';
import { type Sim, Violation } from './sim.ts';
import type { Notebook } from './sim-device.ts';

const lostAccess = new Set(['not_yours', 'role_may_not', 'goal_only_who_walks']);
const justAdds = new Set(['record-contact', 'add-follow-up', 'set-goal', 'record-look']);
const roles = `'{peer,senior_peer,supervisor}'::text[]`;

export async function checkMadeWhileAllowed(sim: Sim, notebook: Notebook, answers: readonly CommandAnswer[]): Promise<void> {
  if (notebook.phone.jumped) return;
  for (const answer of answers) {
    const one = sim.ledger.made.get(answer.id);
    if (!one || one.notebook !== notebook || !justAdds.has(one.name)) continue;
    const margin = 0.06 * (sim.time.now() - one.at) + 15 * 60_000 + one.underWay;
    const [earliest, latest] = [one.at - margin, one.at + margin];
    if (answer.outcome === 'refused' && lostAccess.has(answer.refusal.code)) {
      if (sim.sabotage?.name !== 'receipt-without-actor' && (await wasAllowed(sim, one, { from: earliest, to: latest, whole: true })))
        throw new Violation(
          'made while allowed',
          `${one.name} ${one.id} was made while its author walked with the person, and is ${answer.refusal.code}`,
        );
    } else if (
      answer.outcome === 'accepted' &&
      !(await isAllowed(sim, one)) &&
      !(await wasAllowed(sim, one, { from: earliest, to: latest, whole: false }))
    ) {
      throw new Violation(
        'revocation wins',
        `${one.name} ${one.id} was accepted, and its author walked with the person neither then nor now`,
      );
    }
  }
}

const personOf = ({ args }: Made): string => (args.personId ?? (args.with as { personId: string }[])[0]?.personId) as string;
const instant = (at: number) => new Date(at).toISOString();

/** whole: all of the time, by somebody who worked here and held a role all of it, on a phone that had synced before and not since. Else: at any time in it. */
async function wasAllowed(sim: Sim, one: Made, time: { from: number; to: number; whole: boolean }): Promise<boolean> {
  const covers = time.whole
    ? 'starts_at <= $4 and greatest(ends_at, ends_recorded_at) > $5'
    : 'starts_at <= $5 and greatest(ends_at, ends_recorded_at) > $4';
  const whole = `and exists (select from kith.staff_role_periods p where p.org_id = $1 and p.staff_id = $2 and p.held_from <= $4 and p.held_until > $5 and array[p.role] <@ ${roles})
    and exists (select from kith.staff s where s.org_id = $1 and s.id = $2 and s.active)
    and exists (select from kith.devices d where d.org_id = $1 and d.staff_id = $2 and d.id = '${one.notebook?.phone.deviceId}' and d.synced_at < $4)
    and not exists (select from kith.purges g where g.org_id = $1 and g.staff_id = $2 and g.person_id = $3)`;
  const { rows } = await sim.admin.query(
    `select where exists (select from kith.assignments where org_id = $1 and staff_id = $2 and person_id in
       (select p.id from kith.people p where p.org_id = $1 and p.id = $3 ${time.whole ? '' : 'union select p.merged_into from kith.people p where p.org_id = $1 and p.id = $3'})
       and ${covers}) ${time.whole ? whole : ''}
     ${
       time.whole
         ? ''
         : `or exists (select from kith.supervisions v join kith.assignments a on a.org_id = v.org_id and a.staff_id = v.staff_id
       where v.org_id = $1 and v.supervisor_id = $2 and (a.person_id = $3 or a.person_id = (select p.merged_into from kith.people p where p.org_id = $1 and p.id = $3)))`
     }`,
    [one.orgId, one.staffId, personOf(one), instant(time.from), instant(time.to)],
  );
  return rows.length > 0;
}

async function isAllowed(sim: Sim, one: Made): Promise<boolean> {
  return wasAllowed(sim, one, { from: sim.time.now(), to: sim.time.now(), whole: false });
}
