/** What I have agreed to, with whom, until when; what I keep from whom; and what was given away. Stopping is one press, and needs no network. */
import { m } from '../../paraglide/messages.js';
import { useRows } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { LinkButton } from '../../web/ui/button.tsx';
import { Head } from '../../web/ui/head.tsx';
import { Link } from '../../web/ui/link.tsx';
import type { ConsentRow } from '../consents/consent.ts';
import { ConsentLists } from '../consents/consent-lists.tsx';
import { PersonDisclosures } from '../disclosures/person-disclosures.tsx';
import { OneLock, useStandingLocks } from '../locks/person-locks.tsx';
import { OwnFrame } from './own-frame.tsx';

const hrefOf = (consent: ConsentRow) => `/mine/consents/${consent.id}`;

export function OwnSharingPage() {
  useLocale();
  const [person] = useRows('people').values();
  const locks = useStandingLocks(person?.id);
  return (
    <OwnFrame path="/mine/shared" isInner>
      <Head title={m.views_shared_title()} lead={m.views_shared_lead()} />
      <section aria-labelledby="agreed">
        <h2 id="agreed">{m.views_shared_agreed()}</h2>
        <ConsentLists
          consents={useRows('consents').values()}
          how="in_app"
          says={{ none: m.views_shared_none(), noEnd: m.views_shared_no_end() }}
          hrefOf={hrefOf}
          links={(consent) => (
            <Link className="link" href={hrefOf(consent)}>
              {m.views_shared_read()}
              <span className="vh">: {consent.terms.recipient.name}</span>
            </Link>
          )}
        />
      </section>
      <section aria-labelledby="kept" className="mt5">
        <h2 id="kept">{m.locks_title()}</h2>
        {locks.length === 0 && <p className="small soft mt2">{m.views_locks_none()}</p>}
        <ul className="lines mt2">
          {locks.map((lock) => (
            <OneLock key={lock.id} lock={lock} mayLift />
          ))}
        </ul>
        <div className="actions mt3">
          <LinkButton icon="lock" href="/mine/lock">
            {m.locks_add()}
          </LinkButton>
        </div>
      </section>
      {person && (
        <section className="mt5">
          <PersonDisclosures personId={person.id} />
        </section>
      )}
    </OwnFrame>
  );
}
