/** One address before several servers, over a network that loses, delays and cuts. */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export type Faults = {
  /** Share of pieces after which the connection is dropped. */
  drop: number;
  /** Share of pieces of which only the first half arrives before the connection breaks. */
  cut: number;
  /** Share of pieces that arrive late, and by how many milliseconds at most. */
  delay: number;
  delayMilliseconds: number;
};

export type Relay = {
  port: number;
  counts: { connections: number; dropped: number; cut: number; delayed: number };
  close: () => Promise<void>;
};

/** @param random gives numbers in [0, 1), so that a run can be told again */
export async function openRelay(ports: readonly number[], faults: Faults, random: () => number): Promise<Relay> {
  const counts = { connections: 0, dropped: 0, cut: 0, delayed: 0 };
  const open = new Set<Socket>();
  let next = 0;

  /** The servers in turn; one that does not answer is passed over. */
  async function reach(): Promise<Socket | null> {
    for (let tried = 0; tried < ports.length; tried++) {
      const port = ports[next++ % ports.length] ?? 0;
      const socket = connect({ port, host: '127.0.0.1' });
      const reached = await Promise.race([once(socket, 'connect').then(() => true), once(socket, 'close').then(() => false)]).catch(
        () => false,
      );
      if (reached) return socket;
      socket.destroy();
    }
    return null;
  }

  function pass(from: Socket, to: Socket): void {
    let queue = Promise.resolve();
    from.on('data', (piece) => {
      const dice = random();
      queue = queue.then(async () => {
        if (dice < faults.drop) {
          counts.dropped++;
          from.destroy();
          to.destroy();
        } else if (dice < faults.drop + faults.cut) {
          counts.cut++;
          to.write(piece.subarray(0, Math.floor(piece.length / 2)), () => {
            from.destroy();
            to.destroy();
          });
        } else {
          if (dice > 1 - faults.delay) {
            counts.delayed++;
            await new Promise((late) => setTimeout(late, random() * faults.delayMilliseconds));
          }
          if (!to.destroyed) to.write(piece);
        }
      });
    });
    from.on('error', () => undefined);
    from.on('close', () => void queue.then(() => to.destroy()));
  }

  const server = createServer((client) => {
    open.add(client);
    client.pause();
    client.on('error', () => undefined);
    client.on('close', () => open.delete(client));
    void reach().then((upstream) => {
      if (upstream === null) {
        client.destroy();
        return;
      }
      counts.connections++;
      open.add(upstream);
      upstream.on('close', () => open.delete(upstream));
      pass(client, upstream);
      pass(upstream, client);
      client.resume();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return {
    port: address.port,
    counts,
    close: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
