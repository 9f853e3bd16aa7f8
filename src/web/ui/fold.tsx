import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';
import './motif-fold.css';

export interface FoldProps {
  /** What is inside, in words. */
  title: ReactNode;
  icon?: IconName | undefined;
  /** Open when first shown. */
  startsOpen?: boolean | undefined;
  onToggle?: ((isOpen: boolean) => void) | undefined;
  children: ReactNode;
}

/** Something that opens: a table under a chart, words that can help. The browser's own disclosure, so it also prints and is found by search. */
export function Fold({ title, icon, startsOpen = false, onToggle, children }: FoldProps) {
  return (
    <details className="fold" open={startsOpen} onToggle={onToggle && ((event) => onToggle(event.currentTarget.open))}>
      <summary>
        {icon && <Icon name={icon} />}
        <span>{title}</span>
        <Icon name="next" />
      </summary>
      <div>{children}</div>
    </details>
  );
}

/** Several folds below each other. */
export function Folds({ children }: { children: ReactNode }) {
  return <div className="folds">{children}</div>;
}
