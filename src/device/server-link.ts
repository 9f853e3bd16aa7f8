/** The device's three questions to the server. Every failure is one of three words, so that nobody mistakes silence for success. */
import type { CommandAnswer, CommandEnvelope } from '../shared/command.ts';
import type { FeedPage, FeedRequest } from '../shared/feed.ts';

/** unreachable: no answer, or not from Kith · signed_out: the session is over · refused: the server said no, with a code. */
export class LinkFailed extends Error {
  readonly why: 'unreachable' | 'signed_out' | 'refused';
  readonly code: string;
  constructor(why: LinkFailed['why'], code: string = why) {
    super(code);
    this.why = why;
    this.code = code;
  }
}

export type ServerLink = {
  send: (commands: readonly CommandEnvelope[]) => Promise<CommandAnswer[]>;
  feed: (request: FeedRequest) => Promise<FeedPage>;
  query: <T>(name: string, args: unknown) => Promise<T>;
  /** Who the session belongs to, and the packs of their organisation. */
  me: () => Promise<unknown>;
};

/** A phone on a bad network gives up after this and asks again; the receipt makes asking twice harmless. */
const patienceMilliseconds = 30_000;

export function linkToServer(deviceId: string, fetchFrom: typeof fetch = fetch): ServerLink {
  const ask = async (path: string, body?: unknown): Promise<unknown> => {
    let response: Response;
    try {
      response = await fetchFrom(path, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { 'x-kith-device': deviceId, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        credentials: 'same-origin',
        redirect: 'error',
        signal: AbortSignal.timeout(patienceMilliseconds),
      });
    } catch {
      throw new LinkFailed('unreachable');
    }
    if (response.status === 401) throw new LinkFailed('signed_out');
    const answer: unknown = await response.json().catch(() => undefined);
    // A hotel's log-in page or a proxy's error is not an answer of ours.
    if (answer === undefined || response.status >= 500) throw new LinkFailed('unreachable');
    if (!response.ok) throw new LinkFailed('refused', (answer as { code?: string }).code ?? 'fault');
    return answer;
  };
  return {
    send: async (commands) => ((await ask('/api/commands', { commands })) as { answers: CommandAnswer[] }).answers,
    feed: async (request) => (await ask('/api/feed', request)) as FeedPage,
    query: async <T>(name: string, args: unknown) => (await ask(`/api/queries/${encodeURIComponent(name)}`, args)) as T,
    me: () => ask('/api/me'),
  };
}
