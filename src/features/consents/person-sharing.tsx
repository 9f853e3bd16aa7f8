/** On a person's page: with whom something is shared, what they keep from whom, and what has gone. Stopping is one press, as saying yes is. */
import { m } from '../../paraglide/messages.js';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { Link } from '../../web/ui/link.tsx';
import { SectionHead } from '../../web/ui/section-head.tsx';
import { PersonDisclosures } from '../disclosures/person-disclosures.tsx';
import { PersonLocks } from '../locks/person-locks.tsx';
import type { PersonRow } from '../people/person.ts';
import type { ConsentRow } from './consent.ts';
import { ConsentLists } from './consent-lists.tsx';

export function PersonSharing({ person }: { person: PersonRow }) {
  const { me } = useDevice();
  const mayAsk = me.roles.some((role) => ['peer', 'senior_peer', 'supervisor'].includes(role));
  const hrefOf = (consent: ConsentRow) => `/people/${person.id}/consents/${consent.id}`;
  return (
    <section aria-labelledby="sharing">
      <SectionHead id="sharing" title={m.consents_title()}>
        {mayAsk && <Link href={`/people/${person.id}/share`}>{m.consents_add()}</Link>}
      </SectionHead>
      <ConsentLists
        consents={[...useRows('consents').values()].filter((each) => each.personId === person.id)}
        how="said"
        says={{ none: m.consents_none({ name: person.name }), noEnd: m.consents_no_end({ name: person.name }) }}
        hrefOf={hrefOf}
        links={(consent) => (
          <>
            <Link className="link" href={hrefOf(consent)}>
              {m.consents_open()}
            </Link>
            <Link className="link" href={`${hrefOf(consent)}/report`}>
              {m.disclosures_send()}
            </Link>
          </>
        )}
      />
      <PersonLocks person={person} />
      <PersonDisclosures personId={person.id} />
    </section>
  );
}
