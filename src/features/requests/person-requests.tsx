/** On a person's page: what they asked for and how far it is; what stands beside the record because of it; and writing down what they ask in words. */
import { m } from '../../paraglide/messages.js';
import { useRows } from '../../web/device-context.tsx';
import { Link } from '../../web/ui/link.tsx';
import { Rows } from '../../web/ui/rows.tsx';
import { SectionHead } from '../../web/ui/section-head.tsx';
import { Words } from '../../web/ui/words.tsx';
import type { PersonRow } from '../people/person.ts';
import { RequestLine } from './request-line.tsx';

export function PersonRequests({ person }: { person: PersonRow }) {
  const requests = [...useRows('requests').values()]
    .filter((each) => each.personId === person.id)
    .sort((a, b) => b.askedAt.localeCompare(a.askedAt));
  return (
    <section aria-labelledby="requests" className="mt4">
      <SectionHead id="requests" title={m.requests_of({ name: person.name })}>
        <Link href={`/people/${person.id}/ask`}>{m.requests_write()}</Link>
      </SectionHead>
      {requests.length === 0 && <p className="small soft">{m.requests_of_none()}</p>}
      <Rows>
        {requests.map((request) => (
          <RequestLine key={request.id} request={request} name={person.name} />
        ))}
      </Rows>
      {requests.map((request) => (
        <div key={request.id}>
          {request.correction && (
            <div className="mt2">
              <p className="note">{m.requests_correction_is()}</p>
              <p className="small">{request.correction}</p>
            </div>
          )}
          {request.statement && (
            <div className="mt2">
              <p className="note">{m.disclosures_beside_disagreement()}</p>
              <Words small>{request.statement}</Words>
            </div>
          )}
        </div>
      ))}
    </section>
  );
}
