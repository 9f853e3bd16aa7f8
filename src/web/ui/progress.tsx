import { useId } from 'react';

export interface ProgressProps {
  /** What is going on: "Reading people, 120 of 240". */
  label: string;
  labelHidden?: boolean | undefined;
  /** 0 to 1; leave out when nobody can know. */
  value?: number | undefined;
}

/** A line for anything that takes more than a second. */
export function Progress({ label, labelHidden = false, value }: ProgressProps) {
  const id = useId();
  return (
    <div className="progress">
      <label className={labelHidden ? 'vh' : 'note'} htmlFor={id}>
        {label}
      </label>
      <progress id={id} max={1} {...(value === undefined ? {} : { value })} />
    </div>
  );
}
