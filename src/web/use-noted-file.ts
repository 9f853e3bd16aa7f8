/** Files that leave only once it is written down who takes them: the note goes as an entry like every other, then the file is asked for. */
import { useState } from 'react';
import { useDevice } from './device-context.tsx';
import { saveFile } from './save-file.ts';

export type NotedStep = { at: 'idle' | 'noting' | 'waiting' } | { at: 'done'; fileName: string } | { at: 'refused'; code: string };

/** `why` null: the note has not arrived yet; otherwise the code of the server's last word. */
export type NotedFile = { content: Blob; fileName: string } | { why: string | null };

/** How long the note may take to reach the server before we say that it waits, and between two tries. */
const patienceMilliseconds = 15_000;
const betweenTries = 600;

/**
 * @param note submits the note. @returns the command's id
 * @param fetchFile asks for the file; a network that is away counts as a note that has not arrived
 */
export function useNotedFile(
  note: () => Promise<string>,
  fetchFile: () => Promise<NotedFile>,
): { step: NotedStep; take: () => Promise<void> } {
  const device = useDevice();
  const [step, setStep] = useState<NotedStep>({ at: 'idle' });
  const take = async () => {
    setStep({ at: 'noting' });
    try {
      const commandId = await note();
      const until = Date.now() + patienceMilliseconds;
      while (Date.now() < until) {
        const refusal = device.outbox().find((item) => item.id === commandId)?.refusal;
        if (refusal) return setStep({ at: 'refused', code: refusal.code });
        const file = await fetchFile().catch((): NotedFile => ({ why: null }));
        if ('content' in file) {
          saveFile(file.content, file.fileName);
          return setStep({ at: 'done', fileName: file.fileName });
        }
        if (file.why !== null) return setStep({ at: 'refused', code: file.why });
        await new Promise((resolve) => setTimeout(resolve, betweenTries));
      }
      return setStep({ at: 'waiting' });
    } catch (error) {
      return setStep({ at: 'refused', code: (error as { code?: string } | null)?.code ?? 'fault' });
    }
  };
  return { step, take };
}
