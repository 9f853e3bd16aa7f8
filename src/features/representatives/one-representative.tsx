/** Somebody who has a view, as the person and their peer read it: what they are, on what it rests, what they may read, until when. */
import type { ReactNode } from 'react';
import { representativeKindsOf } from '../../packs/representative-kinds.ts';
import { m } from '../../paraglide/messages.js';
import { parseCalendarDay } from '../../shared/calendar-day.ts';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { dayInWords } from '../people/when.ts';
import type { RepresentativeRow } from './representative.ts';
import { basisNames, partNames } from './representative-words.ts';

export function OneRepresentative({ row, children }: { row: RepresentativeRow; children?: ReactNode }) {
  const device = useDevice();
  const locale = useLocale();
  const staff = useRows('staff');
  const kind = representativeKindsOf(device.packs).find((each) => each.code === row.kind);
  const inWords = (day: string) => dayInWords(parseCalendarDay(day), locale);
  return (
    <li className="party">
      <h3>
        {row.name} <span className="note">{kind?.title[locale === 'ta' ? 'ta' : 'en'] ?? row.kind}</span>
      </h3>
      <p className="small">{m.representatives_reads({ parts: row.parts.map((part) => partNames[part]()).join(', ') })}</p>
      <p className="small">{m.representatives_rests({ basis: basisNames[row.basis](), day: inWords(row.basisOn) })}</p>
      <p className="small">{m.representatives_given_by({ name: staff.get(row.madeBy)?.name ?? m.views_somebody() })}</p>
      <p className="small">
        {row.lastDay === null ? m.representatives_no_last_day() : m.representatives_until({ day: inWords(row.lastDay) })}
      </p>
      {children}
    </li>
  );
}
