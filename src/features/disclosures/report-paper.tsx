/** Exactly what the other side would see, on paper, in the language it goes in; and, hatched and in the reader's, what stays here. */
import { m } from '../../paraglide/messages.js';
import { type CalendarDay, formatDay } from '../../shared/calendar-day.ts';
import { refusalText } from '../../web/refusal-text.ts';
import { Words } from '../../web/ui/words.tsx';
import type { ReportContent } from './disclosure.ts';
import { partName } from './part-names.ts';
import '../consents/consents.css';

export interface ReportPaperProps {
  content: ReportContent;
  leftOut: readonly { part: string; why: string }[];
}

export function ReportPaper({ content, leftOut }: ReportPaperProps) {
  const { language } = content;
  const say = { locale: language };
  const dayOf = (day: string) => formatDay(day as CalendarDay, language, 'short');
  return (
    <div className="sheet">
      {/* biome-ignore lint/a11y/useSemanticElements: a paper within the page is no form's fieldset. */}
      <div className="sheet__paper" role="group" aria-label={m.disclosures_dry_run()}>
        <h3 lang={language}>{m.disclosures_pdf_heading({ name: content.person.name, recipient: content.recipient.name }, say)}</h3>
        <p className="note" lang={language}>
          {m.disclosures_pdf_period({ from: dayOf(content.period.from), to: dayOf(content.period.to) }, say)}
        </p>
        {content.withheld !== null && (
          <p className="small" lang={language}>
            {content.withheld}
          </p>
        )}
        {content.goals && (
          <Part part="goals" language={language} isEmpty={content.goals.length === 0}>
            {content.goals.map((goal) => (
              <div key={goal.id}>
                <Words small lang={goal.language}>
                  {goal.words}
                </Words>
                {goal.steps.map((step) => (
                  <p key={step.words} className="small">
                    {step.doneOn === null ? step.words : `${step.words} (${m.disclosures_step_done({ on: dayOf(step.doneOn) }, say)})`}
                  </p>
                ))}
              </div>
            ))}
          </Part>
        )}
        {content.closeness && (
          <Part part="closeness" language={language} isEmpty={content.closeness.length === 0}>
            {content.closeness.map((line) => (
              <p key={line.goalId} className="small" lang={language}>
                {line.goalWords !== null && `“${line.goalWords}” `}
                {line.points.map((point) => `${dayOf(point.on)}: ${point.closeness}/10`).join(' · ')}
              </p>
            ))}
          </Part>
        )}
        {content.meetings && (
          <Part part="meetings" language={language} isEmpty={content.meetings.length === 0}>
            {content.meetings.map((meeting) => (
              <p key={meeting.id} className="small" lang={language}>
                {[
                  dayOf(meeting.on),
                  m.disclosures_minutes({ n: meeting.minutes }, say),
                  meeting.place[language],
                  meeting.mode[language],
                ].join(' · ')}
                {meeting.did.length > 0 && `: ${meeting.did.map((did) => did[language]).join(', ')}`}
              </p>
            ))}
          </Part>
        )}
        {content.words && (
          <Part part="words" language={language} isEmpty={content.words.length === 0}>
            {content.words.map((entry) =>
              entry.voice === 'person' ? (
                <Words key={entry.id} small lang={entry.language}>
                  {entry.words}
                </Words>
              ) : (
                <p key={entry.id} className="small" lang={entry.language}>
                  {entry.words}
                </p>
              ),
            )}
          </Part>
        )}
        {content.beside?.map((each) => (
          <div key={`${each.id} ${each.kind}`} className="sheet__part">
            <p className="note" lang={language}>
              {each.kind === 'correction' ? m.disclosures_beside_correction({}, say) : m.disclosures_beside_disagreement({}, say)}
            </p>
            {each.asked !== null && (
              <p className="small soft" lang={language}>
                {m.disclosures_beside_asked({ words: each.asked }, say)}
              </p>
            )}
            {each.kind === 'correction' ? <p className="small">{each.words}</p> : <Words small>{each.words}</Words>}
          </div>
        ))}
        {leftOut.map(({ part, why }) => (
          <p key={`${part} ${why}`} className="blank">
            {m.disclosures_left_out({ part: partName(part), why: refusalText({ code: `share_${why}` }) })}
          </p>
        ))}
        <p className="note ruletop" lang={language}>
          {content.notice.long}
        </p>
      </div>
      {leftOut.length > 0 && <p className="note mt3">{m.disclosures_left_out_lead()}</p>}
      <p className="note mt2">{m.disclosures_travels()}</p>
    </div>
  );
}

interface PartProps {
  part: string;
  language: 'en' | 'ta';
  isEmpty: boolean;
  children: React.ReactNode;
}

function Part({ part, language, isEmpty, children }: PartProps) {
  return (
    <div className="sheet__part">
      <p className="note" lang={language}>
        {partName(part, language)}
      </p>
      {isEmpty ? (
        <p className="small soft" lang={language}>
          {m.disclosures_part_empty({}, { locale: language })}
        </p>
      ) : (
        children
      )}
    </div>
  );
}
