import type { ReactNode } from 'react';
import { AskMany, AskOne, type AskOption } from './ask.tsx';
import type { FieldTexts } from './field-texts.ts';
import { Icon, type IconName } from './icon.tsx';
import { Initial } from './initial.tsx';
import './motif-choose.css';

export interface ChipOption extends AskOption {
  label: ReactNode;
  /** Said after the label to screen readers only: " minutes". */
  labelMore?: string | undefined;
  /** Language of the label, where it differs from the screen's. */
  lang?: string | undefined;
  icon?: IconName | undefined;
  /** Show the initial of this name; the tick takes its place when chosen. */
  initialOf?: string | undefined;
  /** A person's own words: serif, a whole line wide. */
  words?: boolean | undefined;
}

interface ChipsLook extends FieldTexts {
  options: readonly ChipOption[];
  /** All chips equally wide, in one line. */
  even?: boolean | undefined;
  isDisabled?: boolean | undefined;
  /** Name of the field in a native form. */
  name?: string | undefined;
  /** Stands between the chips and the error, inside the group: a stepper the chips fill. */
  after?: ReactNode;
}

export interface ChipsOneProps extends ChipsLook {
  /** Value of the chosen chip, or null. */
  value: string | null;
  onChange: (value: string) => void;
}

export interface ChipsManyProps extends ChipsLook {
  values: readonly string[];
  onChange: (values: string[]) => void;
}

function Face({ option }: { option: ChipOption }) {
  return (
    <>
      <Icon name="check" className="tick" />
      {option.icon && <Icon name={option.icon} small />}
      {option.initialOf && <Initial name={option.initialOf} />}
      <span lang={option.lang}>
        {option.label}
        {option.labelMore && <span className="vh">{option.labelMore}</span>}
      </span>
    </>
  );
}

const look = {
  className: 'ask',
  faceClass: 'chip__face',
  itemClass: (option: ChipOption) => `chip${option.words ? ' chip--words' : ''}`,
  face: (option: ChipOption) => <Face option={option} />,
};
const listClass = (even: boolean | undefined) => `chips${even ? ' chips--even' : ''}`;

/** Choose one. Arrow keys move and choose; Tab leaves. */
export function ChipsOne({ even, ...props }: ChipsOneProps) {
  return <AskOne {...look} listClass={listClass(even)} {...props} />;
}

/** Choose any number. */
export function ChipsMany({ even, ...props }: ChipsManyProps) {
  return <AskMany {...look} listClass={listClass(even)} {...props} />;
}
