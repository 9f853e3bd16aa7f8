/** At most eight writers an organisation at a time: with more, they only queue for the change counter and slow each other down. */
export type WriterGate = <T>(orgId: string, work: () => Promise<T>) => Promise<T>;

export function openWriterGate(most = 8): WriterGate {
  const writing = new Map<string, number>();
  const waiting = new Map<string, (() => void)[]>();
  return async (orgId, work) => {
    const now = writing.get(orgId) ?? 0;
    if (now >= most) {
      await new Promise<void>((go) => {
        const queue = waiting.get(orgId) ?? [];
        queue.push(go);
        waiting.set(orgId, queue);
      });
    } else {
      writing.set(orgId, now + 1);
    }
    try {
      return await work();
    } finally {
      const next = waiting.get(orgId)?.shift();
      // The place is handed on, not given back, so that nobody slips in between.
      if (next) next();
      else {
        const left = (writing.get(orgId) ?? 1) - 1;
        if (left === 0) {
          writing.delete(orgId);
          waiting.delete(orgId);
        } else writing.set(orgId, left);
      }
    }
  };
}
