import type { ReactNode } from 'react';

/** 0 nothing yet · 1 on this phone · 2 on the server · 3 read back and matched. */
export type ReceiptStep = 0 | 1 | 2 | 3;

export interface ReceiptProps {
  step: ReceiptStep;
  /** Always in words. */
  label: ReactNode;
  /** Keep the words for screen readers only (in a row, where the section says it already). */
  labelHidden?: boolean | undefined;
  /** Short check code; shown from step 3, never before. */
  code?: string | undefined;
  /** Something short to see beside the picture, such as a number. */
  children?: ReactNode;
}

/** Where an entry is: phone → server → tick. Filled means reached. */
export function Receipt({ step, label, labelHidden = false, code, children }: ReceiptProps) {
  const phone = step >= 1 ? 'r-on' : 'r-off';
  const server = step >= 2 ? 'r-on' : 'r-off';
  return (
    <span className="receipt" data-step={step}>
      <svg viewBox="0 0 46 14" aria-hidden="true" focusable="false">
        <rect className={phone} x="1" y="1" width="7" height="12" rx="1.8" />
        <path className="r-thread" d="M10 7h6" />
        <rect className={server} x="18" y="1.5" width="11" height="4.5" rx="1" />
        <rect className={server} x="18" y="8" width="11" height="4.5" rx="1" />
        <path className="r-thread" d="M31 7h5" />
        {step === 3 ? <path className="r-tick" d="M36.5 7.3l2.7 3L44.5 3.5" /> : <circle className="r-off" cx="40" cy="7" r="3.2" />}
      </svg>
      <span>
        {children}
        <span className={labelHidden ? 'vh' : undefined}>{label}</span>
        {step === 3 && code && (
          <>
            {' '}
            <span className="code">{code}</span>
          </>
        )}
      </span>
    </span>
  );
}
