/** The device's questions to the server. Every failure is one of four words, so that nobody mistakes silence for success. */
import { appVersion } from '../shared/app-version.ts';
import type { CommandAnswer, CommandEnvelope } from '../shared/command.ts';
import type { FeedPage, FeedRequest } from '../shared/feed.ts';

/**
 * unreachable: no answer, or not from Kith · signed_out: the session is over · too_old: the server no longer serves this app, and took nothing ·
 * refused: the server said no, with a code.
 */
export class LinkFailed extends Error {
  readonly why: 'unreachable' | 'signed_out' | 'too_old' | 'refused';
  readonly code: string;
  constructor(why: LinkFailed['why'], code: string = why) {
    super(code);
    this.why = why;
    this.code = code;
  }
}

export type ServerLink = {
  /**
   * @param epoch the one this device believes in, once it knows any
   * @param behind by how much the times in these commands were put right already
   * @throws LinkFailed `epoch_changed` when it is another one now: nothing was taken; read the feed, then send
   */
  send: (commands: readonly CommandEnvelope[], epoch: string | null, behind?: number) => Promise<CommandAnswer[]>;
  feed: (request: FeedRequest) => Promise<FeedPage>;
  /** Brings sealed copies; `id` names the act of carrying them. */
  bring: (id: string, copies: readonly string[]) => Promise<BroughtAnswer[]>;
  query: <T>(name: string, args: unknown) => Promise<T>;
  /** Who the session belongs to, and the packs of their organisation. */
  me: () => Promise<unknown>;
  /** Binds the session to the vault's secret. */
  bind: (seal: string) => Promise<void>;
};

/** What is learnt from any answer of the server's, also from a refusal. */
export type Heard = {
  path: string;
  ok: boolean;
  /** The server's clock, in milliseconds; null when it did not say. */
  serverAt: number | null;
  /** Marks (`ownerMark`) of the stores on this device that the server has ended: they are to be wiped. */
  ended: string[];
};

export type LinkOptions = {
  /**
   * Whose notebook is open (`x-kith-as`), and the secret the session is bound to (`x-kith-seal`). On a shared phone the session may be somebody
   * else's: the server then answers as to nobody, so that one's entries are never sent in another's name.
   */
  headers?: Readonly<Record<string, string>> | undefined;
  onHeard?: ((heard: Heard) => void) | undefined;
};

/** What the server said of one sealed copy. `code`: why it was not taken, or must wait. `check`: the code its author sees. */
export type BroughtAnswer = { id: string; outcome: 'accepted' | 'refused' | 'later'; code?: string; already: boolean; check?: string };

/** A phone on a bad network gives up after this and asks again; the receipt makes asking twice harmless. */
const patienceMilliseconds = 30_000;

export function linkToServer(deviceId: string, fetchFrom: typeof fetch = fetch, { headers: own, onHeard }: LinkOptions = {}): ServerLink {
  const headers = { 'x-kith-device': deviceId, 'x-kith-app': appVersion, ...own };
  const ask = async (path: string, body?: unknown, epoch: string | null = null, behind = 0): Promise<unknown> => {
    let response: Response;
    try {
      response = await fetchFrom(path, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          ...headers,
          // What the clock says now by which these times were written: so the server knows how far off they are.
          'x-kith-clock': new Date(Date.now() + behind).toISOString(),
          ...(epoch === null ? {} : { 'x-kith-epoch': epoch }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        credentials: 'same-origin',
        redirect: 'error',
        signal: AbortSignal.timeout(patienceMilliseconds),
      });
    } catch {
      throw new LinkFailed('unreachable');
    }
    onHeard?.(heardFrom(path, response));
    if (response.status === 401) throw new LinkFailed('signed_out');
    if (response.status === 426) throw new LinkFailed('too_old');
    const answer: unknown = await response.json().catch(() => undefined);
    // A hotel's log-in page or a proxy's error is not an answer of ours.
    if (answer === undefined || response.status >= 500) throw new LinkFailed('unreachable');
    if (!response.ok) throw new LinkFailed('refused', (answer as { code?: string }).code ?? 'fault');
    return answer;
  };
  return {
    send: async (commands, epoch, behind) =>
      ((await ask('/api/commands', { commands }, epoch, behind)) as { answers: CommandAnswer[] }).answers,
    bring: async (id, copies) => ((await ask('/api/sealed', { id, copies })) as { answers: BroughtAnswer[] }).answers,
    feed: async (request) => (await ask('/api/feed', request)) as FeedPage,
    query: async <T>(name: string, args: unknown) => (await ask(`/api/queries/${encodeURIComponent(name)}`, args)) as T,
    me: () => ask('/api/me'),
    bind: async (seal) => void (await ask('/api/door/bind', { seal })),
  };
}

export function heardFrom(path: string, response: Response): Heard {
  const at = Date.parse(response.headers.get('date') ?? '');
  const ended = response.headers.get('x-kith-ended') ?? '';
  return { path, ok: response.ok, serverAt: Number.isNaN(at) ? null : at, ended: ended === '' ? [] : ended.split(',') };
}
