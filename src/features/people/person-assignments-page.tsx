import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { newId } from '../../shared/id.ts';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { Button } from '../../web/ui/button.tsx';
import { ChipsOne } from '../../web/ui/chips.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Head } from '../../web/ui/head.tsx';
import { Initial } from '../../web/ui/initial.tsx';
import { Link } from '../../web/ui/link.tsx';
import { Row, Rows } from '../../web/ui/rows.tsx';
import { Say } from '../../web/ui/say.tsx';
import { SectionHead } from '../../web/ui/section-head.tsx';
import { useLook } from '../looks/use-look.ts';
import { assignPerson } from './assign-person.ts';
import { CoverForm } from './cover-form.tsx';
import { usePersonOnDesk } from './desk-person.tsx';
import { endAssignment } from './end-assignment.ts';
import { handOverPerson } from './hand-over-person.ts';
import type { AssignmentRow } from './person.ts';
import { startOfDay } from './person-rules.ts';
import { shortDay, useTimeZone } from './when.ts';

/** Who walks with a person: hand over, give someone, end, or have them covered while a colleague is away. */
export function PersonAssignmentsPage({ personId }: { personId: string }) {
  const { me } = useDevice();
  const held = useRows('people').get(personId);
  const rows = useRows('assignments');
  usePageTitle(m.people_assignments_title());
  const coordinates = me.roles.some((role) => role === 'coordinator' || role === 'director');
  const { answer: desk } = usePersonOnDesk(personId, coordinates);
  const person = held ?? desk?.person;
  useLook(person ? personId : null, 'profile', !held);
  const known = new Map((desk?.assignments ?? []).map((one) => [one.id, one as AssignmentRow]));
  // What this device wrote itself is newer than the desk's last answer.
  for (const one of rows.values()) if (one.personId === personId) known.set(one.id, { ...known.get(one.id), ...one });
  const now = Date.now();
  const current = [...known.values()].filter((one) => one.endsAt === 'infinity' || Date.parse(one.endsAt) > now);
  if (!person) return <Head title={m.people_assignments_title()} lead={m.people_not_here()} />;
  const loads = new Map(desk?.loads.map((load) => [load.staffId, load.people]));
  const mayChange = coordinates || me.roles.includes('supervisor');
  return (
    <div className="narrow">
      <Head title={m.people_assignments_title()} lead={m.people_assignments_lead({ name: person.name })} />
      <p className="small">
        <Link className="link" href={`/people/${personId}`}>
          {m.people_back_to({ name: person.name })}
        </Link>
      </p>
      <Current assignments={current} />
      {mayChange ? (
        <Change key={current.map((one) => one.id).join()} person={person} current={current} loads={loads} />
      ) : (
        <p className="small soft mt4">{m.people_assignments_ask()}</p>
      )}
    </div>
  );
}

function Current({ assignments }: { assignments: AssignmentRow[] }) {
  const staff = useRows('staff');
  const locale = useLocale();
  const timeZone = useTimeZone();
  if (assignments.length === 0) return <p className="mt4">{m.people_walks_nobody()}</p>;
  return (
    <Rows label={m.people_assignments_title()}>
      {assignments.map((one) => {
        const name = staff.get(one.staffId)?.name ?? m.people_a_colleague();
        const from = shortDay(one.startsAt, locale, timeZone);
        const until = one.endsAt === 'infinity' ? null : shortDay(one.endsAt, locale, timeZone);
        return (
          <Row
            key={one.id}
            mark={<Initial name={name} voice="peer" />}
            title={name}
            detail={
              until === null
                ? m.people_since({ from })
                : one.kind === 'cover'
                  ? m.people_covers_until({ from, until })
                  : m.people_until({ from, until })
            }
          />
        );
      })}
    </Rows>
  );
}

type ChangeProps = { person: { id: string; name: string; programmeId: string }; current: AssignmentRow[]; loads: Map<string, number> };

function Change({ person, current, loads }: ChangeProps) {
  const device = useDevice();
  const staff = useRows('staff');
  const [fromId, setFromId] = useState(current.find((one) => one.kind === 'peer')?.id ?? null);
  const [toId, setToId] = useState<string | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const nameOf = (id: string) => staff.get(id)?.name ?? m.people_a_colleague();
  const from = current.find((one) => one.id === fromId);
  const walking = new Set(current.filter((one) => one.kind === 'peer').map((one) => one.staffId));
  const others = [...staff.values()].filter(
    (each) => each.active && !walking.has(each.id) && each.roles.some((role) => ['peer', 'senior_peer', 'supervisor'].includes(role)),
  );

  async function keep(work: () => Promise<unknown>, words: string) {
    setFailed(false);
    try {
      await work();
      setSaid(words);
    } catch {
      setFailed(true);
    }
  }
  const handOver = (one: AssignmentRow, staffId: string) =>
    device.submit(handOverPerson, {
      personId: person.id,
      programmeId: one.programmeId,
      fromAssignmentId: one.id,
      basedOn: one.version,
      toAssignmentId: newId(),
      toStaffId: staffId,
      at: new Date().toISOString(),
    });
  const give = (staffId: string) =>
    device.submit(assignPerson, {
      assignmentId: newId(),
      personId: person.id,
      staffId,
      programmeId: from?.programmeId ?? person.programmeId,
      startsAt: startOfDay(new Date()),
    });

  return (
    <>
      {said && (
        <Say icon="check">
          <p>{said}</p>
        </Say>
      )}
      <section aria-labelledby="change" className="mt5">
        <SectionHead id="change" title={m.people_hand_over()} />
        <div className="stack-l">
          {current.length > 1 && (
            <ChipsOne
              label={m.people_hand_over_from()}
              options={current.map((one) => ({ value: one.id, label: nameOf(one.staffId) }))}
              value={fromId}
              onChange={setFromId}
            />
          )}
          <ChipsOne
            label={m.people_hand_over_to()}
            options={others.map((each) => ({
              value: each.id,
              label: each.name,
              labelMore: loads.has(each.id) ? m.people_load({ count: loads.get(each.id) ?? 0 }) : undefined,
            }))}
            value={toId}
            onChange={setToId}
          />
          <p className="note">{m.people_hand_over_note()}</p>
          {failed && <ErrorText>{m.people_not_kept()}</ErrorText>}
          <div className="actions">
            {from && (
              <Button
                variant="main"
                disabled={toId === null}
                onClick={() => toId && void keep(() => handOver(from, toId), m.people_handed_over({ name: nameOf(toId) }))}
              >
                {m.people_hand_over()}
              </Button>
            )}
            <Button
              variant={from ? 'plain' : 'main'}
              disabled={toId === null}
              onClick={() => toId && void keep(() => give(toId), m.people_given({ name: nameOf(toId) }))}
            >
              {from ? m.people_walk_too() : m.people_give()}
            </Button>
            {from && (
              <Button
                variant="quiet"
                onClick={() =>
                  void keep(
                    () =>
                      device.submit(endAssignment, {
                        assignmentId: from.id,
                        personId: person.id,
                        basedOn: from.version,
                        endsAt: new Date().toISOString(),
                      }),
                    m.people_ended({ name: nameOf(from.staffId) }),
                  )
                }
              >
                {m.people_end({ name: nameOf(from.staffId) })}
              </Button>
            )}
          </div>
        </div>
      </section>
      {from?.kind === 'peer' && <CoverForm person={person} away={from} onDone={setSaid} />}
    </>
  );
}
