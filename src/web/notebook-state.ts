/** What a tab may show of notebooks: nobody's, a choice of locked ones, one being set up, or an open one. */
import type { Identity, OpenDevice } from '../device/open-device.ts';
import type { OnThisDevice } from './users-on-device.ts';

/** What has just happened to a notebook, to be said in plain words. */
export type Notice = 'cleared' | 'wiped' | 'needs_sign_in';

export type NotebookState =
  | { at: 'looking' | 'sign_in' | 'unreachable' | 'too_old' }
  /** A newer app has changed the store that was to be opened; so many entries wait in it. */
  | { at: 'newer_store'; waiting: number }
  /** `mayReplace`: whose owner has just signed in, and so may choose a new passphrase. */
  | { at: 'locked'; users: readonly OnThisDevice[]; chosen: string | null; mayReplace: string | null; notice: Notice | null }
  | { at: 'set_up'; identity: Identity; isAgain: boolean }
  /** `unread`: open, but the time to read without the server has ended. */
  | { at: 'open' | 'unread'; device: OpenDevice };

/** How a try to unlock ended, when it did not open. */
export type NotOpened =
  | { why: 'wrong'; left: number }
  | { why: 'wait'; milliseconds: number }
  /** Short of memory, or the parameters are not acceptable. */
  | { why: 'memory' | 'broken' };
