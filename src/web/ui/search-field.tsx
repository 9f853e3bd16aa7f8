import { Button } from 'react-aria-components/Button';
import { Label } from 'react-aria-components/Label';
import { SearchField as AriaSearchField, Input } from 'react-aria-components/SearchField';
import { Icon } from './icon.tsx';
import './motif-write.css';

export interface SearchFieldProps {
  label: string;
  labelHidden?: boolean | undefined;
  value: string;
  onChange: (value: string) => void;
  /** Enter was pressed. */
  onSubmit?: ((value: string) => void) | undefined;
  /** Example of what can be typed; never the only label. */
  placeholder?: string | undefined;
  /** Words of the button that empties the field. */
  clearLabel: string;
}

/** Search as one types. Escape empties it. Say the number found in a `role="status"` line below. */
export function SearchField({ label, labelHidden = false, value, onChange, onSubmit, placeholder, clearLabel }: SearchFieldProps) {
  return (
    <AriaSearchField className="field" value={value} onChange={onChange} {...(onSubmit === undefined ? {} : { onSubmit })}>
      <Label className={labelHidden ? 'vh' : 'field__label'}>{label}</Label>
      <div className="search">
        <Icon name="find" />
        <Input className="input" {...(placeholder === undefined ? {} : { placeholder })} />
        {value !== '' && (
          <Button className="search__clear" aria-label={clearLabel}>
            <Icon name="cross" small />
          </Button>
        )}
      </div>
    </AriaSearchField>
  );
}
