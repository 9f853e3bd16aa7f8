/** On the person's own page: who else has a view of my record, and with one press the end of what I wished for myself. */
import { m } from '../../paraglide/messages.js';
import { fromInstant } from '../../shared/calendar-day.ts';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { localised, useLocale } from '../../web/frame/locale.tsx';
import { Button } from '../../web/ui/button.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { useSubmit } from '../../web/use-submit.ts';
import { useTimeZone } from '../people/when.ts';
import { endRepresentative } from './end-representative.ts';
import { OneRepresentative } from './one-representative.tsx';
import { hasEnded, type RepresentativeRow } from './representative.ts';

function Own() {
  useLocale();
  const device = useDevice();
  const today = fromInstant(new Date(), useTimeZone());
  const { problem, isBusy, send } = useSubmit();
  const going = [...useRows('representatives').values()].filter((row) => !hasEnded(row, today));
  if (going.length === 0) return null;
  const end = (row: RepresentativeRow) =>
    send(() => device.submit(endRepresentative, { representativeId: row.id, personId: row.personId }));
  return (
    <>
      <h3 className="mt4">{m.representatives_own_title()}</h3>
      {problem && <ErrorText>{problem}</ErrorText>}
      <ul>
        {going.map((row) => (
          <OneRepresentative key={row.id} row={row}>
            {row.basis === 'wish' ? (
              <div className="actions mt2">
                <Button isBusy={isBusy} onClick={() => void end(row)}>
                  {m.representatives_own_end({ name: row.name })}
                </Button>
              </div>
            ) : (
              <p className="note mt1">{m.representatives_own_not_mine()}</p>
            )}
          </OneRepresentative>
        ))}
      </ul>
    </>
  );
}

export const OwnRepresentatives = localised(Own);
