/** Everything a browser keeps for a page, as text: databases with their names, keys and values, caches, storages, cookies a script may read. */
import type { Page } from '@playwright/test';

export type Stored = { where: string; text: string };

export async function whatIsStored(page: Page): Promise<Stored[]> {
  return page.evaluate(async () => {
    const found: { where: string; text: string }[] = [];
    /** Bytes as Latin-1 and as UTF-8, so that neither "Kavi" nor "கவி" is missed. */
    const say = (value: unknown): string => {
      if (value === null || value === undefined) return String(value);
      if (value instanceof CryptoKey) return `a key that lies here as it is: ${value.algorithm.name}`;
      if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
        const bytes =
          value instanceof ArrayBuffer ? new Uint8Array(value) : new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
        return new TextDecoder('latin1').decode(bytes) + new TextDecoder().decode(bytes);
      }
      if (typeof value === 'object')
        return Object.entries(value)
          .map(([key, each]) => `${key}=${say(each)}`)
          .join(' ');
      return String(value);
    };
    const promised = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    for (const { name } of await indexedDB.databases()) {
      const db = await promised(indexedDB.open(name ?? ''));
      for (const storeName of db.objectStoreNames) {
        const store = db.transaction(storeName).objectStore(storeName);
        const [keys, values, indexes] = [
          await promised(store.getAllKeys()),
          await promised(store.getAll()),
          [...store.indexNames].join(' '),
        ];
        found.push({
          where: `IndexedDB ${name}/${storeName}`,
          text: [name, storeName, indexes, ...keys.map(say), ...values.map(say)].join('\n'),
        });
      }
      db.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const answer = await cache.match(request);
        found.push({ where: `Cache ${name} ${request.url}`, text: `${name} ${request.url} ${say(await answer?.arrayBuffer())}` });
      }
    }
    for (const [where, storage] of [
      ['localStorage', localStorage],
      ['sessionStorage', sessionStorage],
    ] as const) {
      found.push({
        where,
        text: Object.entries(storage)
          .map(([key, value]) => `${key}=${value}`)
          .join('\n'),
      });
    }
    found.push({ where: 'cookies a script may read', text: document.cookie });
    return found;
  });
}

/** Which of these words can be read, and where. */
export function readable(stored: readonly Stored[], words: readonly string[]): string[] {
  return stored.flatMap(({ where, text }) => words.filter((word) => text.includes(word)).map((word) => `${word} in ${where}`));
}
