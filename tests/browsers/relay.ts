/** A network that can be taken away, for browsers whose driver has no such switch: everything goes through here, or nothing does. */
import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Relay = { origin: string; cut: () => Promise<void>; mend: () => Promise<void> };

export async function relayTo(target: string): Promise<Relay> {
  const { port } = new URL(target);
  let server: Server | null = null;
  let own = 0;
  const mend = async () => {
    server = createServer((asked, answer) => {
      // Kith answers to its own address only, so it is asked under that.
      const headers = { ...asked.headers, host: `localhost:${port}` };
      if (headers.origin !== undefined) headers.origin = target;
      const passed = request({ host: '127.0.0.1', port, method: asked.method, path: asked.url, headers }, (given) => {
        answer.writeHead(given.statusCode ?? 502, given.headers);
        given.pipe(answer);
      });
      passed.on('error', () => answer.destroy());
      answer.on('close', () => passed.destroy());
      asked.pipe(passed);
    });
    server.listen(own, '127.0.0.1');
    await once(server, 'listening');
    own = (server.address() as AddressInfo).port;
  };
  await mend();
  return {
    origin: `http://localhost:${own}`,
    mend,
    cut: async () => {
      const ending = server;
      server = null;
      if (!ending) return;
      ending.closeAllConnections();
      ending.close();
      await once(ending, 'close');
    },
  };
}
