/** On the desk: what colleagues opened in an emergency, and has to be looked at by somebody else, with its clock. */
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { useDevice, useOutbox, useRows } from '../../web/device-context.tsx';
import { Loading } from '../../web/frame/loading.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { refusalText } from '../../web/refusal-text.ts';
import { Button } from '../../web/ui/button.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Form } from '../../web/ui/form.tsx';
import { PickOne } from '../../web/ui/pick.tsx';
import { Say } from '../../web/ui/say.tsx';
import { SectionHead } from '../../web/ui/section-head.tsx';
import { TextArea } from '../../web/ui/text-area.tsx';
import { useAnswer } from '../../web/use-answer.ts';
import { useSubmit } from '../../web/use-submit.ts';
import { momentInWords, useTimeZone } from '../people/when.ts';
import type { EmergencyToReview, Outcome } from './emergency.ts';
import { reviewEmergency } from './review-emergency.ts';

export function DeskReviews() {
  const { answer, isAsking, hasFailed } = useAnswer<{ emergencies: EmergencyToReview[] }>('list-emergency-reviews');
  const refused = useOutbox().filter((item) => item.name === 'review-emergency' && item.refusal);
  const [sent, setSent] = useState<ReadonlySet<string>>(new Set());
  // What was looked at is gone at once, also before the server knows; what it refused comes back.
  const isRefused = (id: string) => refused.some((item) => (item.args as { emergencyId: string }).emergencyId === id);
  const open = answer?.emergencies.filter(({ id, outcome }) => outcome === null && (!sent.has(id) || isRefused(id))) ?? [];
  return (
    <section aria-labelledby="emergencies" className="mt5">
      <SectionHead id="emergencies" title={m.emergencies_desk()} />
      {isAsking && <Loading />}
      {hasFailed && (
        <Say icon="nonet">
          <p className="small">{m.emergencies_desk_offline()}</p>
        </Say>
      )}
      {refused.map(
        ({ id, refusal }) =>
          refusal && (
            <Say key={id}>
              <p>{refusalText(refusal)}</p>
            </Say>
          ),
      )}
      {answer && open.length === 0 && <p className="small soft">{m.emergencies_desk_none()}</p>}
      <ul className="lines">
        {open.map((each) => (
          <li key={each.id}>
            <ToReview emergency={each} onSent={() => setSent(new Set(sent).add(each.id))} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function ToReview({ emergency, onSent }: { emergency: EmergencyToReview; onSent: () => void }) {
  const device = useDevice();
  const locale = useLocale();
  const timeZone = useTimeZone();
  const staff = useRows('staff');
  const [outcome, setOutcome] = useState<Outcome | ''>('');
  const [words, setWords] = useState('');
  const { problem, isBusy, say, send } = useSubmit();
  const who = staff.get(emergency.staffId)?.name ?? m.people_a_colleague();
  const at = (moment: string) => momentInWords(moment, locale, timeZone);
  const about = { who, name: emergency.personName, moment: at(emergency.openedAt) };
  const isLate = emergency.reviewBy < new Date().toISOString();

  async function save() {
    if (outcome === '') return say(m.emergencies_outcome_missing());
    if (words.trim() === '') return say(m.emergencies_review_words_missing());
    await send(async () => {
      await device.submit(reviewEmergency, { emergencyId: emergency.id, outcome, words: words.trim() });
      onSent();
    });
  }

  return (
    <article aria-label={emergency.opens ? m.emergencies_desk_opened(about) : m.emergencies_desk_told(about)}>
      <h3>{emergency.opens ? m.emergencies_desk_opened(about) : m.emergencies_desk_told(about)}</h3>
      <p className="note">
        {isLate
          ? m.emergencies_review_late({ moment: at(emergency.reviewBy) })
          : m.emergencies_review_by({ moment: at(emergency.reviewBy) })}
      </p>
      {emergency.completedAt === null ? (
        <p className="small">{m.emergencies_desk_incomplete({ who, moment: at(emergency.completeBy) })}</p>
      ) : (
        <>
          <p className="small">“{emergency.nature}”</p>
          <p className="small">
            {emergency.told === 'nobody' || emergency.toldAt === null
              ? m.emergencies_told_nobody()
              : m.emergencies_was_told({
                  recipient: emergency.recipientName ?? '',
                  facility: emergency.recipientFacility ?? '',
                  moment: at(emergency.toldAt),
                })}
          </p>
          {emergency.risk !== null && <p className="small">{m.emergencies_risk_said({ words: emergency.risk })}</p>}
        </>
      )}
      <Form label={m.emergencies_review()} className="stack mt3" onSubmit={() => void save()}>
        <PickOne
          label={m.emergencies_review_asks()}
          options={[
            { value: 'justified', title: m.emergencies_justified() },
            { value: 'not_justified', title: m.emergencies_not_justified() },
          ]}
          value={outcome}
          onChange={(value) => {
            setOutcome(value as Outcome);
            say(null);
          }}
        />
        <TextArea
          label={m.emergencies_review_words({ who })}
          value={words}
          onChange={(next) => {
            setWords(next);
            say(null);
          }}
          rows={2}
        />
        {problem && <ErrorText>{problem}</ErrorText>}
        <Button type="submit" icon="check" isBusy={isBusy}>
          {m.emergencies_review_save()}
        </Button>
      </Form>
    </article>
  );
}
