/** Gives sealed copies of what is unsent to a colleague: as a file, or as codes to scan. Everything stays here until the server has it. */
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { useDevice, useDeviceState, useOutbox } from '../../web/device-context.tsx';
import { FocusFrame } from '../../web/frame/focus-frame.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { notKeptText } from '../../web/not-kept-text.ts';
import { saveFile } from '../../web/save-file.ts';
import { Button } from '../../web/ui/button.tsx';
import { Empty } from '../../web/ui/empty.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Head } from '../../web/ui/head.tsx';
import { Row, Rows } from '../../web/ui/rows.tsx';
import { Say } from '../../web/ui/say.tsx';
import { SectionHead } from '../../web/ui/section-head.tsx';
import { momentInWords, useTimeZone } from '../people/when.ts';
import { bundleToFrames, bundleToText, packBundle } from './bundle.ts';
import { CodeSeries } from './code-series.tsx';

const path = '/kept/give';

export function GivePage() {
  const device = useDevice();
  const { safe } = device;
  const outbox = useOutbox();
  const waiting = useDeviceState((one) => one.safe.copiesToGive().length);
  const isKnown = useDeviceState((one) => one.safe.canBeCarried());
  const unsealed = useDeviceState((one) => one.safe.unsealed());
  const [frames, setFrames] = useState<string[] | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  usePageTitle(m.carried_give());
  const back = { href: '/kept', label: m.today_nothing_is_lost() };

  /** What is given is noted only when it has left: a share that was called off gave nothing. */
  async function giveAsFile() {
    setProblem(null);
    setSaid(null);
    const copies = safe.copiesToGive();
    try {
      const file = fileOf(bundleToText(await packBundle(copies.map(({ copy }) => copy))));
      if (!(await shareOrSave(file))) return setSaid(m.carried_not_given());
      await safe.noteGiven(copies.map(({ id }) => id));
      setSaid(m.carried_given_file({ name: file.name }));
    } catch (error) {
      setProblem(notKeptText(error));
    }
  }

  async function showCodes() {
    setSaid(null);
    setFrames(bundleToFrames(await packBundle(safe.copiesToGive().map(({ copy }) => copy))));
  }

  async function codesRead() {
    try {
      await safe.noteGiven(safe.copiesToGive().map(({ id }) => id));
      setFrames(null);
      setSaid(m.carried_given_codes());
    } catch (error) {
      setProblem(notKeptText(error));
    }
  }

  return (
    <FocusFrame back={back} path={path} narrow>
      <Head title={m.carried_give()} lead={waiting > 0 ? m.carried_give_lead() : undefined} />
      {waiting === 0 ? (
        <Empty id="nothing-to-give" picture="page" title={m.carried_give_nothing()}>
          {unsealed > 0 ? m.carried_give_unsealed() : undefined}
        </Empty>
      ) : frames ? (
        <CodeSeries frames={frames} onRead={() => void codesRead()} onBack={() => setFrames(null)} />
      ) : (
        <div className="stack">
          {!isKnown && (
            <Say look="look" live={false}>
              <p>{m.carried_give_unknown()}</p>
            </Say>
          )}
          <p>{waiting === 1 ? m.carried_give_one() : m.carried_give_count({ count: waiting })}</p>
          <div className="actions">
            <Button icon="file" onClick={() => void giveAsFile()}>
              {m.carried_as_file()}
            </Button>
            <Button icon="list" onClick={() => void showCodes()}>
              {m.carried_as_codes()}
            </Button>
          </div>
          <p className="small" role="status">
            {said}
          </p>
          {problem && <ErrorText>{problem}</ErrorText>}
        </div>
      )}
      {!frames && <Given given={outbox.filter((item) => item.step === 1 && item.givenAt)} />}
    </FocusFrame>
  );
}

/** What was given before, with the letters a colleague's phone shows once the server has it. */
function Given({ given }: { given: ReturnType<typeof useOutbox> }) {
  const locale = useLocale();
  const timeZone = useTimeZone();
  if (given.length === 0) return null;
  return (
    <section aria-labelledby="given" className="mt5">
      <SectionHead id="given" title={m.carried_given()} />
      <p className="small soft mb4">{m.carried_compare()}</p>
      <Rows>
        {given.map((item) => (
          <Row
            key={item.id}
            title={<span className="code">{item.code ?? '–'}</span>}
            detail={m.today_given({ when: momentInWords(item.givenAt ?? '', locale, timeZone) })}
          />
        ))}
      </Rows>
    </section>
  );
}

/** The name says nothing of who, what, or which kind of programme. */
function fileOf(text: string): File {
  const day = new Date().toISOString().slice(0, 10).replaceAll('-', '');
  return new File([text], `sealed-${day}.txt`, { type: 'text/plain' });
}

/** Through the phone's own sharing where it takes files, else into the downloads. @returns false when it was called off */
async function shareOrSave(file: File): Promise<boolean> {
  if (navigator.canShare?.({ files: [file] })) {
    try {
      await navigator.share({ files: [file] });
      return true;
    } catch (error) {
      if ((error as { name?: string }).name === 'AbortError') return false;
      // Not allowed to share after all: then it is saved.
    }
  }
  saveFile(file, file.name);
  return true;
}
