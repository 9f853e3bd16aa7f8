import { Component, type ReactNode } from 'react';
import { m } from '../../paraglide/messages.js';
import { Button, LinkButton } from '../ui/button.tsx';
import { Head } from '../ui/head.tsx';
import { useLocale } from './locale.tsx';
import { usePageTitle } from './page-title.ts';

/** No such page. Goes inside a frame. */
export function NotFoundPage() {
  useLocale();
  usePageTitle(m.frame_gone_title());
  return (
    <>
      <Head title={m.frame_gone_title()} lead={m.frame_gone_lead()} />
      <LinkButton href="/" icon="today">
        {m.frame_gone_action()}
      </LinkButton>
    </>
  );
}

/** A page stopped working: plain words, no stack. Goes inside a frame, or alone when the frame itself broke. */
export function BrokenPage({ onAgain }: { onAgain?: (() => void) | undefined }) {
  useLocale();
  usePageTitle(m.frame_broke_title());
  return (
    <div role="alert">
      <Head title={m.frame_broke_title()} lead={m.frame_broke_lead()} />
      <Button onClick={onAgain ?? (() => location.reload())}>{m.frame_broke_action()}</Button>
    </div>
  );
}

interface ErrorBoundaryProps {
  /** Told once per error, to log what happened without what was on the screen. */
  onError?: ((error: unknown) => void) | undefined;
  children: ReactNode;
}

/** Keeps one broken page from taking the others along. Place it inside `LocaleProvider`. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override componentDidCatch(error: unknown) {
    this.props.onError?.(error);
  }

  override render() {
    if (!this.state.isBroken) return this.props.children;
    return (
      <div className="page narrow">
        <BrokenPage />
      </div>
    );
  }
}
