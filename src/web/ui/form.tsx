import type { FormEvent, ReactNode } from 'react';

export interface FormProps {
  /** What it is called, where no heading says so. */
  label?: string | undefined;
  className?: string | undefined;
  onSubmit: () => void;
  children: ReactNode;
}

/** Whatever is written and sent together. Kith judges it, never the browser, and nothing is sent by the browser either. */
export function Form({ label, className = 'stack-l', onSubmit, children }: FormProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form className={className || undefined} onSubmit={submit} noValidate {...(label === undefined ? {} : { 'aria-label': label })}>
      {children}
    </form>
  );
}
