/** How it goes, for somebody outside: first exactly what they would see, then one press that sends exactly that. Needs the server. */
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { addDays, fromInstant } from '../../shared/calendar-day.ts';
import { newId } from '../../shared/id.ts';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { FocusFrame } from '../../web/frame/focus-frame.tsx';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { refusalText } from '../../web/refusal-text.ts';
import { Button } from '../../web/ui/button.tsx';
import { ChipsOne } from '../../web/ui/chips.tsx';
import { Empty } from '../../web/ui/empty.tsx';
import { Head } from '../../web/ui/head.tsx';
import { Progress } from '../../web/ui/progress.tsx';
import { Say } from '../../web/ui/say.tsx';
import { TextField } from '../../web/ui/text-field.tsx';
import { useNotedFile } from '../../web/use-noted-file.ts';
import { useLook } from '../looks/use-look.ts';
import { useTimeZone } from '../people/when.ts';
import { type Channel, channels, type ReportContent } from './disclosure.ts';
import { ReportPaper } from './report-paper.tsx';
import { shareProgressReport } from './share-progress-report.ts';

type Preview =
  | { goes: false; why: string }
  | { goes: true; content: ReportContent; hash: string; leftOut: { part: string; why: string }[]; partialBecauseLocked: boolean };

/** A quarter, unless somebody asks for another time. */
const daysAtFirst = 92;

export function ReportPage({ personId, consentId }: { personId: string; consentId: string }) {
  const device = useDevice();
  const person = useRows('people').get(personId);
  const consent = useRows('consents').get(consentId);
  const today = fromInstant(new Date(), useTimeZone());
  const [from, setFrom] = useState<string>(addDays(today, -daysAtFirst));
  const [to, setTo] = useState<string>(today);
  const path = `/people/${personId}/consents/${consentId}/report`;
  const asked = { personId, consentId, from, to };
  const isRange = from !== '' && to !== '' && from <= to;
  usePageTitle(m.disclosures_report_title());
  useLook(person ? personId : null, 'record');
  const preview = useQuery({
    queryKey: [device.me.orgId, device.me.staffId, 'preview-progress-report', asked],
    queryFn: () => device.query<Preview>('preview-progress-report', asked),
    enabled: isRange && Boolean(consent),
    // What it shows may change with every entry; it is asked for anew each time the page opens.
    staleTime: 0,
    gcTime: 0,
  });
  const back = { href: `/people/${personId}`, label: person?.name ?? m.frame_place_people() };
  if (!person || !consent) {
    return (
      <FocusFrame back={back} path={path} narrow>
        <Empty isPage id="no-consent" picture="search" title={m.consents_not_here()} />
      </FocusFrame>
    );
  }
  return (
    <FocusFrame back={back} path={path} narrow>
      <Head title={m.disclosures_report_heading({ recipient: consent.terms.recipient.name ?? '' })} />
      <div className="stack-s">
        <TextField label={m.disclosures_from()} type="date" value={from} onChange={setFrom} max={to} />
        <TextField
          label={m.disclosures_to()}
          type="date"
          value={to}
          onChange={setTo}
          error={isRange ? undefined : m.disclosures_range_wrong()}
        />
      </div>
      <section className="mt5" aria-labelledby="dry">
        <h2 id="dry">{m.disclosures_dry_run()}</h2>
        <p className="note mt1 mb3">{m.disclosures_dry_run_lead()}</p>
        {isRange && preview.isPending && <Progress label={m.disclosures_dry_run_making()} />}
        {preview.isError && (
          <Say look="look">
            <p>{m.disclosures_dry_run_offline()}</p>
          </Say>
        )}
        {preview.data && !preview.data.goes && (
          <Say look="look">
            <p>{refusalText({ code: `share_${preview.data.why}` })}</p>
          </Say>
        )}
        {preview.data?.goes && (
          <>
            <ReportPaper content={preview.data.content} leftOut={preview.data.leftOut} />
            {preview.data.partialBecauseLocked && <p className="note mt2">{m.disclosures_locked_hint()}</p>}
            <Send asked={asked} hash={preview.data.hash} />
          </>
        )}
      </section>
    </FocusFrame>
  );
}

type FileAnswer = { ready: true; fileName: string; type: string; base64: string } | { ready: false; why: string };

function Send({ asked, hash }: { asked: { personId: string; consentId: string; from: string; to: string }; hash: string }) {
  const device = useDevice();
  const [channel, setChannel] = useState<Channel>('pdf');
  const disclosureId = useRef('');
  const { step, take } = useNotedFile(
    () => {
      disclosureId.current = newId();
      return device.submit(shareProgressReport, { ...asked, disclosureId: disclosureId.current, channel, contentHash: hash });
    },
    async () => {
      const file = await device.query<FileAnswer>('fetch-disclosure', { disclosureId: disclosureId.current });
      // Anything but "no record yet" is the gate's last word.
      if (!file.ready) return { why: file.why === 'not_noted' ? null : `share_${file.why}` };
      const bytes = Uint8Array.from(atob(file.base64), (sign) => sign.codePointAt(0) ?? 0);
      return { content: new Blob([bytes], { type: file.type }), fileName: file.fileName };
    },
  );
  return (
    <div className="mt5 no-print">
      <ChipsOne
        label={m.disclosures_channel()}
        options={channels.map((value) => ({ value, label: value === 'pdf' ? m.disclosures_channel_pdf() : m.disclosures_channel_fhir() }))}
        value={channel}
        onChange={(value) => setChannel(value as Channel)}
      />
      <div className="actions mt4">
        <Button icon="file" isBusy={step.at === 'noting'} onClick={() => void take()}>
          {m.disclosures_share()}
        </Button>
      </div>
      {step.at === 'noting' && <Progress label={m.disclosures_noting()} />}
      <p className="small" role="status">
        {step.at === 'done' && m.disclosures_done({ name: step.fileName })}
        {step.at === 'waiting' && m.disclosures_waiting()}
        {step.at === 'refused' && `${m.disclosures_refused()} ${refusalText(step)}`}
      </p>
    </div>
  );
}
