/** Why to ask the server again: its own pokes by server-sent events, the browser's news of a network, and coming back to the page. */

const shortestRest = 3_000;
const longestRest = 60_000;

/**
 * @param headers who asks; the browser's own EventSource could not send them. Null: nobody pokes this device, such as a person's own
 * @returns stops listening
 */
export function wakeOnNews(wake: () => void, headers: Readonly<Record<string, string>> | null): () => void {
  const stopping = new AbortController();
  if (headers) void listen(wake, headers, stopping.signal);
  const onShown = () => {
    if (document.visibilityState === 'visible') wake();
  };
  window.addEventListener('online', wake);
  document.addEventListener('visibilitychange', onShown);
  return () => {
    stopping.abort();
    window.removeEventListener('online', wake);
    document.removeEventListener('visibilitychange', onShown);
  };
}

async function listen(wake: () => void, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<void> {
  let rest = shortestRest;
  while (!signal.aborted) {
    try {
      const answer = await fetch('/api/events', { headers, credentials: 'same-origin', cache: 'no-store', signal });
      if (answer.ok && answer.body) {
        rest = shortestRest;
        await readEvents(answer.body, wake);
      } else rest = longestRest;
    } catch {
      rest = Math.min(longestRest, rest * 2);
    }
    await pause(rest, signal);
  }
}

async function readEvents(body: ReadableStream<Uint8Array>, wake: () => void): Promise<void> {
  const reader = body.pipeThrough(new TextDecoderStream() as unknown as TransformStream<Uint8Array, string>).getReader();
  let line = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    line += value;
    const lines = line.split('\n');
    line = lines.pop() ?? '';
    if (lines.some((one) => one.trim() === 'event: changed')) wake();
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      done();
    });
  });
}
