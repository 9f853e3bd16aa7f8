/** A consent as a paper: the lines that were agreed to, in the language they were read in. */
import { m } from '../../paraglide/messages.js';
import type { ConsentDocument } from './consent-document.ts';
import '../../web/ui/motif-facts.css';
import './consents.css';

type Say = { locale: 'en' | 'ta' };
const labels: Record<string, (nothing: Record<string, never>, say: Say) => string> = {
  subject: m.consents_line_subject,
  discloser: m.consents_line_discloser,
  information: m.consents_line_information,
  from: m.consents_line_from,
  to: m.consents_line_to,
  recipient: m.consents_line_recipient,
  address: m.consents_line_address,
  members: m.consents_line_members,
  purpose: m.consents_line_purpose,
  until: m.consents_line_until,
};

export function Paper({ document }: { document: ConsentDocument }) {
  const say: Say = { locale: document.language };
  const facts = document.lines.filter((line) => line.code in labels);
  const statements = document.lines.filter((line) => !(line.code in labels) && line.code !== 'classes');
  return (
    <div className="sheet">
      <div className="sheet__paper" lang={document.language}>
        <h3>{document.title}</h3>
        <dl className="facts lines">
          {facts.map((line) => (
            <div key={line.code}>
              <dt>{labels[line.code]?.({}, say)}</dt>
              <dd>{line.text}</dd>
            </div>
          ))}
        </dl>
        {statements.map((line) => (
          <p key={line.code} className="small">
            {line.text}
          </p>
        ))}
      </div>
    </div>
  );
}
