import { useRef } from 'react';
import { m } from '../../paraglide/messages.js';
import { newId } from '../../shared/id.ts';
import { useDevice } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { refusalText } from '../../web/refusal-text.ts';
import { Button } from '../../web/ui/button.tsx';
import { Progress } from '../../web/ui/progress.tsx';
import { useNotedFile } from '../../web/use-noted-file.ts';
import type { Range } from './counts.ts';
import { exportContactCounts } from './export-contact-counts.ts';

type CsvAnswer = { ready: true; fileName: string; csv: string } | { ready: false };

/** "Numbers as a file": the note of who takes them first, then the file. */
export function ExportButton({ asked }: { asked: Range & { programmeId: string | null } }) {
  const device = useDevice();
  const locale = useLocale();
  const exportId = useRef('');
  const { step, take } = useNotedFile(
    () => {
      exportId.current = newId();
      return device.submit(exportContactCounts, { exportId: exportId.current, ...asked });
    },
    async () => {
      const answer = await device.query<CsvAnswer>('list-contact-weeks-csv', { exportId: exportId.current, locale });
      if (!answer.ready) return { why: null };
      return { content: new Blob([answer.csv], { type: 'text/csv;charset=utf-8' }), fileName: answer.fileName };
    },
  );

  return (
    <div className="no-print export">
      <div className="actions">
        <Button icon="print" onClick={() => window.print()}>
          {m.reports_print()}
        </Button>
        <Button icon="file" isBusy={step.at === 'noting'} onClick={() => void take()}>
          {m.reports_csv()}
        </Button>
      </div>
      {step.at === 'noting' && <Progress label={m.reports_csv_noting()} />}
      <p className="small soft" role="status">
        {step.at === 'done' && m.reports_csv_done({ name: step.fileName })}
        {step.at === 'waiting' && m.reports_csv_waiting()}
        {step.at === 'refused' && `${m.reports_csv_refused()} ${refusalText(step)}`}
      </p>
    </div>
  );
}
