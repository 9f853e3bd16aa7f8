/** Takes a colleague's sealed entries in, to send them under the colleague's name. They are judged here as far as one can without opening them. */
import { useRef, useState } from 'react';
import { NotTakenIn, type TakenIn } from '../../device/safe-keeping.ts';
import { m } from '../../paraglide/messages.js';
import type { Bytes } from '../../shared/sealed-copy.ts';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { FocusFrame } from '../../web/frame/focus-frame.tsx';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { notKeptText } from '../../web/not-kept-text.ts';
import { refusalText } from '../../web/refusal-text.ts';
import { Button, LinkButton } from '../../web/ui/button.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Head } from '../../web/ui/head.tsx';
import { Progress } from '../../web/ui/progress.tsx';
import { Say } from '../../web/ui/say.tsx';
import { BundleBroken, type FrameReader, readFrames, textToBundle, unpackBundle } from './bundle.ts';
import { CodeReader } from './code-reader.tsx';

/** A month of somebody's work has a megabyte or two. */
const mostFileBytes = 20_000_000;

export function TakePage() {
  const device = useDevice();
  const staff = useRows('staff');
  const file = useRef<HTMLInputElement>(null);
  const [reader, setReader] = useState<FrameReader | null>(null);
  const [progress, setProgress] = useState({ read: 0, of: 0 });
  const [taken, setTaken] = useState<TakenIn | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  usePageTitle(m.carried_take());

  async function take(bundle: () => Promise<Bytes> | Bytes) {
    setProblem(null);
    setTaken(null);
    try {
      setTaken(await device.safe.takeIn(await unpackBundle(await bundle())));
    } catch (error) {
      const isKnown = error instanceof BundleBroken || error instanceof NotTakenIn;
      setProblem(isKnown ? refusalText(error) : notKeptText(error));
    }
  }

  function scanned(text: string) {
    if (!reader?.take(text)) return;
    setProgress(reader.progress());
    const whole = reader.whole();
    if (!whole) return;
    setReader(null);
    void take(() => whole);
  }

  async function chosen(picked: File | undefined) {
    if (!picked) return;
    await take(async () => {
      if (picked.size > mostFileBytes) throw new BundleBroken('bundle_unknown');
      return textToBundle(await picked.text());
    });
  }

  return (
    <FocusFrame back={{ href: '/kept', label: m.today_nothing_is_lost() }} path="/kept/take" narrow>
      <Head title={m.carried_take()} lead={m.carried_take_lead()} />
      <div className="stack">
        {reader ? (
          <>
            <CodeReader onCode={scanned} />
            {progress.of > 0 && <Progress label={m.carried_reading(progress)} value={progress.read / progress.of} />}
            <div className="actions">
              <Button onClick={() => setReader(null)}>{m.carried_scan_stop()}</Button>
            </div>
          </>
        ) : (
          <div className="actions">
            <Button icon="file" onClick={() => file.current?.click()}>
              {m.carried_choose_file()}
            </Button>
            <Button
              icon="eye"
              onClick={() => {
                setProblem(null);
                setProgress({ read: 0, of: 0 });
                setReader(readFrames());
              }}
            >
              {m.carried_scan()}
            </Button>
          </div>
        )}
        <input
          ref={file}
          type="file"
          hidden
          aria-label={m.carried_choose_file()}
          accept=".txt,text/plain"
          onChange={(event) => {
            void chosen(event.target.files?.[0]);
            // The same file may be chosen once more.
            event.target.value = '';
          }}
        />
        {problem && <ErrorText>{problem}</ErrorText>}
        {taken && (
          <Say icon="check" actions={<LinkButton href="/kept">{m.carried_see()}</LinkButton>}>
            <p>{takenWords(taken, staff.get(taken.authorId)?.name ?? m.contact_a_colleague())}</p>
          </Say>
        )}
      </div>
    </FocusFrame>
  );
}

function takenWords({ fresh, known }: TakenIn, name: string): string {
  if (fresh === 0) return m.carried_taken_known();
  const words = fresh === 1 ? m.carried_taken_one({ name }) : m.carried_taken({ count: fresh, name });
  return known === 0 ? words : `${words} ${m.carried_taken_some_known({ count: known })}`;
}
