/** One code after the other, round and round until the other phone has them all; by hand where somebody wants less movement. */
import { useEffect, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { Button } from '../../web/ui/button.tsx';
import { QrCode } from '../../web/ui/qr-code.tsx';
import './carried.css';

/** Long enough for a cheap phone's camera to read one; short enough that a day's work takes a minute. */
const turnMilliseconds = 500;

export interface CodeSeriesProps {
  frames: readonly string[];
  /** The other phone has read them all. */
  onRead: () => void;
  onBack: () => void;
}

export function CodeSeries({ frames, onRead, onBack }: CodeSeriesProps) {
  const [at, setAt] = useState(0);
  const [isTurning, setTurning] = useState(() => frames.length > 1 && !matchMedia('(prefers-reduced-motion: reduce)').matches);
  useEffect(() => {
    if (!isTurning) return undefined;
    const timer = setInterval(() => setAt((before) => (before + 1) % frames.length), turnMilliseconds);
    return () => clearInterval(timer);
  }, [isTurning, frames.length]);
  const turn = (by: number) => {
    setTurning(false);
    setAt((before) => (before + by + frames.length) % frames.length);
  };
  const label = m.carried_code_of({ at: at + 1, count: frames.length });
  return (
    <div className="stack">
      <p className="small">{m.carried_codes_lead()}</p>
      <div className="codes">
        <QrCode text={frames[at] ?? ''} label={label} large />
      </div>
      <p className="small soft">{label}</p>
      {frames.length > 1 && (
        <div className="actions">
          <Button onClick={() => turn(-1)}>{m.carried_code_before()}</Button>
          <Button onClick={() => turn(1)}>{m.carried_code_next()}</Button>
          <Button variant="quiet" onClick={() => setTurning(!isTurning)}>
            {isTurning ? m.carried_codes_stop() : m.carried_codes_turn()}
          </Button>
        </div>
      )}
      <div className="actions">
        <Button variant="main" icon="check" onClick={onRead}>
          {m.carried_codes_read()}
        </Button>
        <Button variant="quiet" onClick={onBack}>
          {m.carried_codes_back()}
        </Button>
      </div>
    </div>
  );
}
