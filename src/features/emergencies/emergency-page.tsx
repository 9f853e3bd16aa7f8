/** Break-glass: who is it, and one tap. What will happen is said before. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { newId } from '../../shared/id.ts';
import { useDevice, useDeviceState, useOutbox, useRows } from '../../web/device-context.tsx';
import { FocusFrame } from '../../web/frame/focus-frame.tsx';
import { Loading } from '../../web/frame/loading.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { notKeptText } from '../../web/not-kept-text.ts';
import { refusalText } from '../../web/refusal-text.ts';
import { Button } from '../../web/ui/button.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Form } from '../../web/ui/form.tsx';
import { Head } from '../../web/ui/head.tsx';
import { Row, Rows } from '../../web/ui/rows.tsx';
import { Say } from '../../web/ui/say.tsx';
import { TextField } from '../../web/ui/text-field.tsx';
import { shortDay } from '../people/when.ts';
import { openEmergency } from './open-emergency.ts';

type Found = { id: string; name: string; fullName: string | null; birthDate: string | null };

export interface EmergencyPageProps {
  /** Whom it is about, where that is known already: somebody kept from whoever asks. */
  personId?: string | undefined;
  onOpened: (personId: string) => void;
}

export function EmergencyPage({ personId, onOpened }: EmergencyPageProps) {
  const device = useDevice();
  const isOnline = useDeviceState((one) => one.online());
  const held = useRows('people').get(personId ?? '');
  const { opening, problem, open } = useOpening(onOpened);
  usePageTitle(m.emergencies_title());
  const hours = device.packs.emergencies.hoursOpen;
  return (
    <FocusFrame back={{ href: '/people', label: m.frame_place_people() }} path="/emergency" narrow>
      <Head title={m.emergencies_title()} lead={m.emergencies_lead()} />
      <ul className="lines">
        <li>{m.emergencies_what_opens({ hours })}</li>
        <li>{m.emergencies_what_recorded()}</li>
        <li>{m.emergencies_what_told()}</li>
        <li>{m.emergencies_what_reviewed()}</li>
      </ul>
      {!isOnline && (
        <div className="mt4">
          <Say icon="nonet">
            <p>{held ? m.emergencies_offline_held() : m.emergencies_offline()}</p>
          </Say>
        </div>
      )}
      {problem && <ErrorText>{problem}</ErrorText>}
      {opening !== null ? (
        <Say icon="buoy" look="band">
          <p>{isOnline ? m.emergencies_opening() : m.emergencies_waits()}</p>
        </Say>
      ) : personId !== undefined ? (
        <div className="mt4">
          <Button variant="main" icon="buoy" onClick={() => void open(personId)}>
            {held ? m.emergencies_open({ name: held.name }) : m.emergencies_open_this()}
          </Button>
        </div>
      ) : (
        isOnline && <Finding onOpen={(id) => void open(id)} />
      )}
    </FocusFrame>
  );
}

/** Sends the one tap, and waits until the record is on this device. */
function useOpening(onOpened: (personId: string) => void) {
  const device = useDevice();
  const people = useRows('people');
  const outbox = useOutbox();
  const [opening, setOpening] = useState<{ personId: string; commandId: string } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const refused = outbox.find((item) => item.id === opening?.commandId)?.refusal;
  const emergencies = useRows('emergencies');
  const isThere =
    opening !== null &&
    people.has(opening.personId) &&
    [...emergencies.values()].some((each) => each.personId === opening.personId && each.endsAt !== undefined);
  useEffect(() => {
    if (isThere && opening) onOpened(opening.personId);
  }, [isThere, opening, onOpened]);
  async function open(personId: string) {
    if (opening !== null) return;
    setProblem(null);
    try {
      const openedAt = new Date(device.safe.now()).toISOString();
      const commandId = await device.submit(openEmergency, { emergencyId: newId(), personId, openedAt, offline: !device.online() });
      setOpening({ personId, commandId });
    } catch (error) {
      setProblem(notKeptText(error));
    }
  }
  return { opening: refused ? null : opening, problem: refused ? refusalText(refused) : problem, open };
}

function Finding({ onOpen }: { onOpen: (personId: string) => void }) {
  const device = useDevice();
  const locale = useLocale();
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState('');
  const { orgId, staffId } = device.me;
  const found = useQuery({
    queryKey: [orgId, staffId, 'find-in-emergency', asked],
    queryFn: () => device.query<{ people: Found[]; tooMany: boolean }>('find-in-emergency', { name: asked }),
    enabled: asked !== '',
    retry: false,
  });
  return (
    <>
      <Form label={m.emergencies_find()} className="stack mt4" onSubmit={() => setAsked(typed.trim())}>
        <TextField
          label={m.emergencies_name()}
          description={m.emergencies_name_hint()}
          value={typed}
          onChange={setTyped}
          autoComplete="off"
        />
        <Button type="submit" icon="find">
          {m.emergencies_find()}
        </Button>
      </Form>
      {found.isLoading && <Loading />}
      {found.isError && (
        <Say icon="nonet">
          <p>{m.emergencies_find_failed()}</p>
        </Say>
      )}
      {found.data && (
        <section aria-label={m.emergencies_found()} className="mt4">
          <p className="note" role="status">
            {found.data.tooMany
              ? m.emergencies_too_many()
              : found.data.people.length === 0
                ? m.emergencies_nobody({ asked })
                : m.emergencies_found_count({ count: found.data.people.length })}
          </p>
          <Rows>
            {found.data.people.map((person) => (
              <Row
                key={person.id}
                title={person.fullName ? `${person.name} (${person.fullName})` : person.name}
                detail={
                  person.birthDate === null
                    ? undefined
                    : m.emergencies_born({ day: shortDay(`${person.birthDate}T00:00:00Z`, locale, 'UTC') })
                }
              >
                <Button variant="main" icon="buoy" onClick={() => onOpen(person.id)}>
                  {m.emergencies_open({ name: person.name })}
                </Button>
              </Row>
            ))}
          </Rows>
        </section>
      )}
    </>
  );
}
