/** On the person's own page: somebody opened my record in an emergency, or told somebody about me. First as a message, then as a line that stays. */
import { m } from '../../paraglide/messages.js';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { Button } from '../../web/ui/button.tsx';
import { Say } from '../../web/ui/say.tsx';
import { momentInWords, useTimeZone } from '../people/when.ts';
import type { EmergencyRow } from './emergency.ts';
import { readEmergencyNotice } from './read-emergency-notice.ts';

const newestFirst = (a: EmergencyRow, b: EmergencyRow) => (b.openedAt ?? '').localeCompare(a.openedAt ?? '');

/** What the person has not said yet that they have read. */
export function UnreadEmergencies() {
  const device = useDevice();
  const unread = [...useRows('emergencies').values()].filter((each) => each.personReadAt === null).sort(newestFirst);
  const messages = unread.map((each) => (
    <Say
      key={each.id}
      look="look"
      live={false}
      actions={
        <Button icon="check" onClick={() => void device.submit(readEmergencyNotice, { emergencyId: each.id })}>
          {m.emergencies_own_read()}
        </Button>
      }
    >
      <OwnEmergency emergency={each} />
    </Say>
  ));
  return messages.length === 0 ? null : <div className="stack-s mb4">{messages}</div>;
}

/** All of them, where the person sees who looked. */
export function OwnEmergencies() {
  const all = [...useRows('emergencies').values()].sort(newestFirst);
  if (all.length === 0) return null;
  return (
    <section aria-labelledby="emergencies" className="mt5">
      <h2 id="emergencies">{m.emergencies_own()}</h2>
      <ul className="lines">
        {all.map((each) => (
          <li key={each.id}>
            <OwnEmergency emergency={each} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function OwnEmergency({ emergency }: { emergency: EmergencyRow }) {
  const locale = useLocale();
  const timeZone = useTimeZone();
  const staff = useRows('staff');
  const at = (moment: string | null | undefined) => (moment ? momentInWords(moment, locale, timeZone) : '');
  const about = { who: staff.get(emergency.staffId)?.name ?? m.views_somebody(), moment: at(emergency.openedAt) };
  return (
    <>
      <p>{emergency.opens ? m.emergencies_own_opened({ ...about, until: at(emergency.endsAt) }) : m.emergencies_own_told(about)}</p>
      {emergency.nature !== null && <p className="small">{m.emergencies_own_why({ words: emergency.nature })}</p>}
      {emergency.completedAt === null && <p className="small soft">{m.emergencies_own_incomplete({ who: about.who })}</p>}
      {emergency.told === 'nobody' && <p className="small">{m.emergencies_own_nobody()}</p>}
      {emergency.toldAt !== null && emergency.recipientName !== null && (
        <p className="small">
          {m.emergencies_was_told({
            recipient: emergency.recipientName,
            facility: emergency.recipientFacility ?? '',
            moment: at(emergency.toldAt),
          })}
        </p>
      )}
      <p className="small">
        {emergency.outcome === null
          ? m.emergencies_own_not_reviewed()
          : (emergency.outcome === 'justified' ? m.emergencies_own_justified : m.emergencies_own_not_justified)({
              reviewer: staff.get(emergency.reviewedBy ?? '')?.name ?? m.views_somebody(),
            })}
      </p>
    </>
  );
}
