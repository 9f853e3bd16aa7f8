/** One button that writes down who takes a file, and then saves it. */
import { useRef } from 'react';
import { m } from '../../paraglide/messages.js';
import { newId } from '../../shared/new-id.ts';
import { useDevice } from '../../web/device-context.tsx';
import { refusalText } from '../../web/refusal-text.ts';
import { Button } from '../../web/ui/button.tsx';
import { useNotedFile } from '../../web/use-noted-file.ts';
import type { RequestRow } from './request.ts';
import { type FileChannel, type FileKind, takeRequestFile } from './request-file.ts';

type FileAnswer = { ready: true; fileName: string; type: string; base64: string } | { ready: false; why: string };

export interface TakeFileProps {
  request: Pick<RequestRow, 'id' | 'personId'>;
  what: FileKind;
  channel?: FileChannel;
  language: 'en' | 'ta';
  label: string;
}

export function TakeFile({ request, what, channel = 'pdf', language, label }: TakeFileProps) {
  const device = useDevice();
  const fileId = useRef('');
  const { step, take } = useNotedFile(
    () => {
      fileId.current = newId();
      const of = { requestId: request.id, personId: request.personId };
      return device.submit(takeRequestFile, { ...of, fileId: fileId.current, what, channel, language });
    },
    async () => {
      const file = await device.query<FileAnswer>('fetch-request-file', { fileId: fileId.current });
      if (!file.ready) return { why: file.why === 'not_noted' ? null : `request_${file.why}` };
      const bytes = Uint8Array.from(atob(file.base64), (sign) => sign.codePointAt(0) ?? 0);
      return { content: new Blob([bytes], { type: file.type }), fileName: file.fileName };
    },
  );
  return (
    <div>
      <Button icon="file" isBusy={step.at === 'noting'} onClick={() => void take()}>
        {label}
      </Button>
      <p className="small" role="status">
        {step.at === 'noting' && m.requests_noting()}
        {step.at === 'done' && m.requests_done({ name: step.fileName })}
        {step.at === 'waiting' && m.requests_waiting()}
        {step.at === 'refused' && `${m.requests_file_refused()} ${refusalText(step)}`}
      </p>
    </div>
  );
}
