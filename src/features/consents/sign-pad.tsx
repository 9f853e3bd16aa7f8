/** A place to sign with a finger or a pen. It keeps strokes, not a picture: a path on a field of 600 by 200. */
import { type PointerEvent, useRef } from 'react';
import { m } from '../../paraglide/messages.js';
import { Button } from '../../web/ui/button.tsx';
import { Icon } from '../../web/ui/icon.tsx';
import './consents.css';

const field = { width: 600, height: 200 };
/** What the server takes (consent.ts). */
const mostSigns = 12_000;

export interface SignPadProps {
  /** The strokes so far; null: nothing yet. */
  value: string | null;
  onChange: (value: string | null) => void;
}

export function SignPad({ value, onChange }: SignPadProps) {
  const isDown = useRef(false);
  const path = useRef(value ?? '');
  function pointOf(event: PointerEvent<HTMLDivElement>): string {
    const box = event.currentTarget.getBoundingClientRect();
    const x = Math.round(((event.clientX - box.left) / box.width) * field.width);
    const y = Math.round(((event.clientY - box.top) / box.height) * field.height);
    return `${Math.min(field.width, Math.max(0, x))} ${Math.min(field.height, Math.max(0, y))}`;
  }
  function draw(event: PointerEvent<HTMLDivElement>, begins: boolean) {
    if (!begins && !isDown.current) return;
    if (begins) {
      isDown.current = true;
      event.currentTarget.setPointerCapture(event.pointerId);
      if (value === null) path.current = '';
    }
    const next = `${path.current}${path.current === '' ? '' : ' '}${begins ? 'M' : 'L'} ${pointOf(event)}`;
    if (next.length > mostSigns) return;
    path.current = next;
    onChange(next);
  }
  return (
    <>
      <div
        className="sign"
        role="img"
        aria-label={value === null ? m.consents_sign_here() : m.consents_sign_done()}
        onPointerDown={(event) => draw(event, true)}
        onPointerMove={(event) => draw(event, false)}
        onPointerUp={() => {
          isDown.current = false;
        }}
        onPointerCancel={() => {
          isDown.current = false;
        }}
      >
        <svg className="sign__ink" viewBox={`0 0 ${field.width} ${field.height}`} preserveAspectRatio="none" aria-hidden="true">
          <path d={value ?? ''} vectorEffect="non-scaling-stroke" />
        </svg>
        {value === null && (
          <span>
            <Icon name="pen" small /> {m.consents_sign_here()}
          </span>
        )}
      </div>
      {value === null ? (
        <p className="note mt2">{m.consents_sign_keyboard()}</p>
      ) : (
        <Button variant="quiet" onClick={() => onChange(null)}>
          {m.consents_sign_again()}
        </Button>
      )}
    </>
  );
}
