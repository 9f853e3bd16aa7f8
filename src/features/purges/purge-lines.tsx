/** What phones were told to delete, and whether they said they did. Shown to who answers for it, and only where there is something to say. */
import { m } from '../../paraglide/messages.js';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { SectionHead } from '../../web/ui/section-head.tsx';
import { useAnswer } from '../../web/use-answer.ts';

type Line = { staffId: string; deviceId: string; toldAt: string; confirmedAt: string | null; people: number };

const mostLines = 10;

/** @param of the colleague whose devices it is about; left out: everyone the reader answers for */
export function PurgeLines({ of }: { of?: string }) {
  const locale = useLocale();
  const staff = useRows('staff');
  const { me } = useDevice();
  const { answer, hasFailed } = useAnswer<Line[]>('list-purges');
  const lines = (answer ?? []).filter((line) => (of === undefined ? line.staffId !== me.staffId : line.staffId === of));
  if (!hasFailed && lines.length === 0) return null;
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', numberingSystem: 'latn' });
  const day = (at: string) => format.format(new Date(at));
  return (
    <section aria-labelledby="purges" className="mt5">
      <SectionHead id="purges" title={m.purges_title()} />
      {hasFailed ? (
        <p className="small soft">{m.purges_offline()}</p>
      ) : (
        <>
          <p className="note">{m.purges_lead()}</p>
          <ul className="lines small">
            {lines.slice(0, mostLines).map((line) => {
              const people = line.people === 1 ? m.purges_one() : m.purges_people({ count: line.people });
              const name = staff.get(line.staffId)?.name ?? m.contact_a_colleague();
              return (
                <li key={`${line.deviceId} ${line.toldAt} ${line.confirmedAt}`} className="pairline">
                  <b>{of === undefined ? `${name}: ${people}` : people}</b>
                  <span className="note">
                    {line.confirmedAt === null
                      ? m.purges_told({ day: day(line.toldAt) })
                      : m.purges_confirmed({ told: day(line.toldAt), confirmed: day(line.confirmedAt) })}
                  </span>
                </li>
              );
            })}
          </ul>
          {lines.length > mostLines && <p className="note">{m.purges_more({ count: lines.length - mostLines })}</p>}
        </>
      )}
    </section>
  );
}
