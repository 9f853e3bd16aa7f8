import { type AnchorHTMLAttributes, createContext, type MouseEvent, type ReactNode, useContext } from 'react';

/** Goes to a page of the app without loading it anew. `replace` puts it in the place of the current page in history. */
export type Navigate = (href: string, options: { replace: boolean }) => void;

const NavigateContext = createContext<Navigate | null>(null);

/** Tells every link of the kit how to move inside the app. Without it links load pages the ordinary way. */
export function NavigateProvider({ navigate, children }: { navigate: Navigate; children: ReactNode }) {
  return <NavigateContext value={navigate}>{children}</NavigateContext>;
}

export interface LinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  /** A path of the app ("/people"), or anything an ordinary link takes. */
  href: string;
  /** Take the current page's place in history. */
  replace?: boolean | undefined;
}

/** A link. Inside the app it moves without reloading; a new tab, a download or another site stay what they are in any browser. */
export function Link({ href, replace = false, onClick, ...rest }: LinkProps) {
  const navigate = useContext(NavigateContext);
  function click(event: MouseEvent<HTMLAnchorElement>) {
    onClick?.(event);
    const isPlainClick = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    const isInside = href.startsWith('/') && !href.startsWith('//') && !href.startsWith('/api/');
    if (!navigate || event.defaultPrevented || !isPlainClick || !isInside || rest.target || rest.download !== undefined) return;
    event.preventDefault();
    navigate(href, { replace });
  }
  return <a href={href} onClick={click} {...rest} />;
}
