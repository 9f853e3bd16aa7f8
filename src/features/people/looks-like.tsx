import { useMemo, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { Button } from '../../web/ui/button.tsx';
import { Initial } from '../../web/ui/initial.tsx';
import { Row, Rows } from '../../web/ui/rows.tsx';
import { Say } from '../../web/ui/say.tsx';
import type { PersonFields } from './person-fields.ts';
import { whoLooksLike } from './person-identity.ts';

export type Alike = { id: string; name: string; fullName: string | null; birthDate: string | null };

/** The server gets this long to answer before saving goes on without it. */
const patienceMs = 2000;
const mostShown = 5;

/** Who of this phone's people, and after asking of the server's, may be the one being typed. */
export function useLooksLike(typed: PersonFields): { found: Alike[]; askServer: (person: PersonFields) => Promise<string[]> } {
  const device = useDevice();
  const people = useRows('people');
  const [fromServer, setFromServer] = useState<Alike[]>([]);
  const here = useMemo(() => {
    if (typed.name.trim().length < 2) return [];
    return whoLooksLike(typed, [...people.values()]).flatMap((id) => people.get(id) ?? []);
  }, [typed, people]);
  const found = [...here, ...fromServer.filter((each) => !here.some((one) => one.id === each.id))];

  async function askServer(person: PersonFields): Promise<string[]> {
    const alike = whoLooksLike(person, [...people.values()]);
    if (!device.online()) return alike;
    const { name, fullName, phone, birthDate } = person;
    const asked = device.query<{ people: Alike[] }>('find-likely-duplicates', { name, fullName, phone, birthDate });
    const answer = await Promise.race([asked.catch(() => null), new Promise<null>((resolve) => setTimeout(resolve, patienceMs, null))]);
    if (answer) setFromServer(answer.people);
    return [...new Set([...alike, ...(answer?.people ?? []).map((each) => each.id)])];
  }
  return { found, askServer };
}

/** Those who are here already and look the same. Nothing is merged; the user opens one of them or says it is somebody else. */
export function LooksLike({ found, onSetAside }: { found: readonly Alike[]; onSetAside: () => void }) {
  if (found.length === 0) return null;
  return (
    <Say look="look" actions={<Button onClick={onSetAside}>{m.people_somebody_else()}</Button>}>
      <p>{m.people_is_it_one_of_these()}</p>
      <Rows label={m.people_is_it_one_of_these()}>
        {found.slice(0, mostShown).map((each) => (
          <Row
            key={each.id}
            mark={<Initial name={each.name} />}
            title={each.name}
            href={`/people/${each.id}`}
            heading={false}
            detail={[each.fullName, each.birthDate].filter(Boolean).join(' · ') || undefined}
          />
        ))}
      </Rows>
      {found.length > mostShown && <p className="note">{m.people_and_more({ count: found.length - mostShown })}</p>}
    </Say>
  );
}
