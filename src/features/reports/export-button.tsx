import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { newId } from '../../shared/id.ts';
import { useDevice } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { refusalText } from '../../web/refusal-text.ts';
import { Button } from '../../web/ui/button.tsx';
import { Progress } from '../../web/ui/progress.tsx';
import type { Range } from './counts.ts';
import { exportContactCounts } from './export-contact-counts.ts';

type CsvAnswer = { ready: true; fileName: string; csv: string } | { ready: false };
type Step = { at: 'idle' | 'noting' | 'making' | 'waiting' } | { at: 'done'; fileName: string } | { at: 'refused'; code: string };

/** How long the note may take to reach the server before we say that it waits. */
const patienceMilliseconds = 15_000;

/** "Numbers as a file": the note of who takes them first, then the file. */
export function ExportButton({ asked }: { asked: Range & { programmeId: string | null } }) {
  const device = useDevice();
  const locale = useLocale();
  const [step, setStep] = useState<Step>({ at: 'idle' });
  const isBusy = step.at === 'noting' || step.at === 'making';

  async function make() {
    setStep({ at: 'noting' });
    const exportId = newId();
    try {
      const commandId = await device.submit(exportContactCounts, { exportId, ...asked });
      const until = Date.now() + patienceMilliseconds;
      while (Date.now() < until) {
        const refusal = device.outbox().find((item) => item.id === commandId)?.refusal;
        if (refusal) return setStep({ at: 'refused', code: refusal.code });
        const answer = await device
          .query<CsvAnswer>('list-contact-weeks-csv', { exportId, locale })
          .catch(() => ({ ready: false }) as const);
        if (answer.ready) {
          setStep({ at: 'making' });
          save(answer);
          return setStep({ at: 'done', fileName: answer.fileName });
        }
        await new Promise((resolve) => setTimeout(resolve, 600));
      }
      return setStep({ at: 'waiting' });
    } catch (error) {
      return setStep({ at: 'refused', code: (error as { code?: string } | null)?.code ?? 'fault' });
    }
  }

  return (
    <div className="no-print export">
      <div className="actions">
        <Button icon="print" onClick={() => window.print()}>
          {m.reports_print()}
        </Button>
        <Button icon="file" isBusy={isBusy} onClick={() => void make()}>
          {m.reports_csv()}
        </Button>
      </div>
      {isBusy && <Progress label={step.at === 'noting' ? m.reports_csv_noting() : m.reports_csv_making()} />}
      <p className="small soft" role="status">
        {step.at === 'done' && m.reports_csv_done({ name: step.fileName })}
        {step.at === 'waiting' && m.reports_csv_waiting()}
        {step.at === 'refused' && `${m.reports_csv_refused()} ${refusalText(step)}`}
      </p>
    </div>
  );
}

function save({ csv, fileName }: { csv: string; fileName: string }): void {
  const address = URL.createObjectURL(new Blob([csv], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // The browser needs the address until it has begun to read.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
