import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import './dialog.css';

export interface DialogProps {
  isOpen: boolean;
  /** Asked to close: Escape, or a button inside that calls it. */
  onClose: () => void;
  title: ReactNode;
  /** Language of the whole dialog, when the person reads another one. */
  lang?: string | undefined;
  /** True while the phone is in someone else's hand: Escape does not lead back into the peer's screen. */
  isHeld?: boolean | undefined;
  children: ReactNode;
}

/** A sheet over everything. Only for signing and for handing the phone over; never to announce, never to confirm saving. */
export function Dialog({ isOpen, onClose, title, lang, isHeld = false, children }: DialogProps) {
  return (
    <ModalOverlay
      className="sheet-over"
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      isKeyboardDismissDisabled={isHeld}
    >
      <Modal className="sheet-modal">
        <AriaDialog className="sheet-dialog" lang={lang}>
          <Heading slot="title" level={2} className="h1">
            {title}
          </Heading>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
