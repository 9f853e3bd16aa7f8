import type { ButtonHTMLAttributes, MouseEvent, ReactNode, Ref } from 'react';
import { Icon, type IconName } from './icon.tsx';
import { Link, type LinkProps } from './link.tsx';

/**
 * `main`: the one next thing of a screen (turmeric, one a screen). `plain`: everything else. `quiet`: the lesser of two.
 * `now`: red, only where someone must act now. `exit`: quick exit on a person's own pages.
 */
export type ButtonVariant = 'main' | 'plain' | 'quiet' | 'now' | 'exit';

interface Look {
  variant?: ButtonVariant | undefined;
  icon?: IconName | undefined;
  /** The icon of a `plain` or `quiet` button in full size, for the crisis steps. */
  bigIcon?: boolean | undefined;
  /** As wide as its column. A `main` button always is. */
  wide?: boolean | undefined;
  children: ReactNode;
}

export interface ButtonProps extends Look, Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children' | 'className'> {
  /** Its work is under way: it stays where it is, keeps the focus, and does not start again. */
  isBusy?: boolean | undefined;
  ref?: Ref<HTMLButtonElement> | undefined;
}

export interface LinkButtonProps extends Look, Omit<LinkProps, 'children' | 'className'> {}

function classOf(variant: ButtonVariant, wide: boolean): string {
  const tone = variant === 'plain' ? '' : variant === 'exit' ? ' exit' : ` btn--${variant}`;
  return `btn${tone}${wide ? ' btn--wide' : ''}`;
}

function hasSmallIcon(variant: ButtonVariant, bigIcon: boolean): boolean {
  return !bigIcon && (variant === 'plain' || variant === 'quiet');
}

function Face({ icon, small, children }: { icon: IconName | undefined; small: boolean; children: ReactNode }) {
  return (
    <>
      {icon && <Icon name={icon} small={small} />}
      <span>{children}</span>
    </>
  );
}

/** A native button; `type` is "button" unless said otherwise. */
export function Button({
  variant = 'plain',
  icon,
  bigIcon = false,
  wide = false,
  isBusy = false,
  type = 'button',
  onClick,
  children,
  ...rest
}: ButtonProps) {
  function click(event: MouseEvent<HTMLButtonElement>) {
    if (isBusy) event.preventDefault();
    else onClick?.(event);
  }
  return (
    <button
      type={type}
      className={classOf(variant, wide)}
      aria-busy={isBusy || undefined}
      aria-disabled={isBusy || undefined}
      onClick={click}
      {...rest}
    >
      <Face icon={icon} small={hasSmallIcon(variant, bigIcon)}>
        {children}
      </Face>
    </button>
  );
}

/** A link that looks like a button: it goes somewhere, a button does something. */
export function LinkButton({ variant = 'plain', icon, bigIcon = false, wide = false, children, ...rest }: LinkButtonProps) {
  return (
    <Link className={classOf(variant, wide)} {...rest}>
      <Face icon={icon} small={hasSmallIcon(variant, bigIcon)}>
        {children}
      </Face>
    </Link>
  );
}
