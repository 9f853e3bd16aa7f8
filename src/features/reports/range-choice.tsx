import { m } from '../../paraglide/messages.js';
import { addDays, type CalendarDay, weekOf } from '../../shared/calendar-day.ts';
import { ChipsOne } from '../../web/ui/chips.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { TextField } from '../../web/ui/text-field.tsx';
import { isCountable, type Range } from './counts.ts';

export type RangeChoice = { weeks: '4' | '13' | '52' } | { weeks: 'own'; range: Range };

/** The days a choice means today: whole weeks, this one included. */
export function rangeOf(choice: RangeChoice, today: CalendarDay): Range {
  if (choice.weeks === 'own') return choice.range;
  return { from: addDays(weekOf(today), -7 * (Number(choice.weeks) - 1)), to: today };
}

export interface RangeChoiceProps {
  choice: RangeChoice;
  today: CalendarDay;
  onChange: (choice: RangeChoice) => void;
}

/** How long back to count. */
export function RangeChips({ choice, today, onChange }: RangeChoiceProps) {
  const range = rangeOf(choice, today);
  return (
    <>
      <ChipsOne
        label={m.reports_range()}
        value={choice.weeks}
        onChange={(weeks) => onChange(weeks === 'own' ? { weeks, range } : { weeks: weeks as '4' | '13' | '52' })}
        options={[
          { value: '4', label: m.reports_range_4() },
          { value: '13', label: m.reports_range_13() },
          { value: '52', label: m.reports_range_52() },
          { value: 'own', label: m.reports_range_own() },
        ]}
      />
      {choice.weeks === 'own' && (
        <div className="own-dates">
          <TextField
            type="date"
            label={m.reports_from()}
            value={range.from}
            max={today}
            onChange={(from) => onChange({ weeks: 'own', range: { ...range, from } })}
          />
          <TextField
            type="date"
            label={m.reports_to()}
            value={range.to}
            max={today}
            onChange={(to) => onChange({ weeks: 'own', range: { ...range, to } })}
          />
        </div>
      )}
      {!isRight(range) && <ErrorText>{m.reports_range_wrong()}</ErrorText>}
    </>
  );
}

/** A date field may be empty or half typed. */
export function isRight({ from, to }: Range): boolean {
  const day = /^\d{4}-\d{2}-\d{2}$/;
  return day.test(from) && day.test(to) && isCountable({ from, to });
}
