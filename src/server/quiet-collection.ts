/**
 * Gives memory back when hardly anybody asks for anything. V8 collects when it needs room, not when it has time: after a busy hour, or after
 * making a demo, a server that rested kept half as much again as it used. Small machines have other things to do, too.
 */
const everyMilliseconds = 10_000;
const fewRequests = 20;
const worthwhileBytes = 32_000_000;

export type QuietCollection = {
  /** Told of every request. */
  asked: () => void;
  stop: () => void;
};

export type QuietCollectionDeps = {
  /** A full collection that also gives emptied pages back; nothing else happens for some tenths of a second. */
  collect: () => void;
  usedBytes: () => number;
};

export function openQuietCollection({ collect, usedBytes }: QuietCollectionDeps): QuietCollection {
  let asked = 0;
  let usedAfterLast = 0;
  const timer = setInterval(() => {
    const isQuiet = asked <= fewRequests;
    asked = 0;
    if (!isQuiet || usedBytes() - usedAfterLast < worthwhileBytes) return;
    collect();
    usedAfterLast = usedBytes();
  }, everyMilliseconds);
  timer.unref();
  return {
    asked: () => {
      asked += 1;
    },
    stop: () => clearInterval(timer),
  };
}

/** V8's own, of which there is one only when Node was started with --expose-gc, as `./kith` does. The ordinary kind keeps emptied pages in reserve. */
export const collectWithV8: QuietCollectionDeps = {
  collect: () => void globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' }),
  usedBytes: () => process.memoryUsage().heapUsed,
};
