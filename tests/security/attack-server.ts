/** The whole server on a real socket: real door, real log at debug level, static files, over a walking world. */
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { loadPackSet } from '../../src/packs/load-pack.server.ts';
import type { Actor } from '../../src/server/actor.ts';
import { makeApp, type ServerDeps } from '../../src/server/app.ts';
import { openDoor } from '../../src/server/auth/door.server.ts';
import { makeLog } from '../../src/server/log.ts';
import { makeMetrics } from '../../src/server/metrics.ts';
import { commandHandlers, feedSources, queryHandlers } from '../../src/server/registry.ts';
import { leastAppVersion } from '../../src/shared/app-version.ts';
import { testSeals } from '../factories/test-seals.ts';
import { aWalkingWorld } from '../factories/walking-world.ts';

export type AttackServer = Awaited<ReturnType<typeof anAttackServer>>;
const packsFolder = join(import.meta.dirname, '../../packs');
export const besideTheFiles = 'nobody may read this file';

export async function anAttackServer(options: { https?: boolean } = {}) {
  const world = await aWalkingWorld({ commands: commandHandlers, feeds: feedSources });
  const folder = await mkdtemp(join(tmpdir(), 'kith-web-'));
  const webFolder = join(folder, 'web');
  await mkdir(join(webFolder, 'assets'), { recursive: true });
  await writeFile(join(webFolder, 'index.html'), '<!doctype html><title>Kith</title>');
  await writeFile(join(webFolder, 'assets', 'app-1a2b3c.js'), 'export {};');
  await writeFile(join(folder, 'secrets.json'), besideTheFiles);

  const lines: string[] = [];
  const log = makeLog('debug', { write: (line: string) => void lines.push(line) });
  let asking: Actor | null | 'session' = 'session';
  let handle: (request: Request, env?: unknown) => Response | Promise<Response> = () => new Response(null, { status: 503 });
  const server = serve({ fetch: (request, env) => handle(request, env), port: 0, hostname: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const { port } = address;
  const base = `http://127.0.0.1:${port}`;
  const origin = options.https ? 'https://kith.example.org' : base;
  const door = await openDoor({
    database: world.database,
    authPool: { host: world.admin.host, port: world.admin.port, database: world.admin.database, user: 'kith_auth' },
    secret: randomBytes(32).toString('hex'),
    origin,
    log,
    hasMail: false,
    packsFolder,
  });
  const deps: ServerDeps = {
    database: world.database,
    door: {
      actorOf: async (request) => (asking === 'session' ? door.actorOf(request) : asking),
      endedOn: door.endedOn,
      addRoutes: door.addRoutes,
    },
    commands: commandHandlers,
    feeds: feedSources,
    queries: queryHandlers,
    pokes: { changed: () => undefined, listen: () => () => undefined, stop: async () => undefined },
    seals: testSeals,
    metrics: makeMetrics(),
    log,
    // As main.ts does.
    onFault: ({ command, state, error }) =>
      log.error({ command, state, err: error instanceof Error ? error : new Error('unknown') }, 'command met a fault'),
    packsFor: (ids) => loadPackSet(packsFolder, ids),
    webFolder,
    leastApp: leastAppVersion,
    origin,
  };
  const app = makeApp(deps);
  handle = (request, env) => app.fetch(request, env as Record<string, unknown>);

  return {
    world,
    door,
    app,
    log,
    lines,
    base,
    origin,
    metrics: deps.metrics,
    /** Whose session the next requests belong to; `session` asks the real door. */
    actAs: (who: Actor | null | 'session') => {
      asking = who;
    },
    /** Bytes as they are, and the answer as it comes. */
    raw: (bytes: string | readonly (string | Buffer)[]) => rawRequest(port, typeof bytes === 'string' ? [bytes] : bytes),
    end: async () => {
      if ('closeAllConnections' in server) server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await door.close();
      await world.end();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function rawRequest(
  port: number,
  parts: readonly (string | Buffer)[],
): Promise<{ status: number; head: string; body: string; answers: number }> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    const done = () => {
      socket.destroy();
      const at = text.indexOf('\r\n\r\n');
      resolve({
        status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0),
        head: text.slice(0, at).toLowerCase(),
        body: text.slice(at + 4),
        answers: text.match(/HTTP\/1\.1 \d{3}/g)?.length ?? 0,
      });
    };
    socket.setTimeout(5000, done);
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
    });
    socket.on('close', done);
    // A server that refuses early closes while we are still sending.
    socket.on('error', (error: NodeJS.ErrnoException) => (['EPIPE', 'ECONNRESET'].includes(error.code ?? '') ? done() : reject(error)));
    socket.on('connect', async () => {
      for (const part of parts) if (!socket.destroyed && !socket.write(part)) await new Promise((resume) => socket.once('drain', resume));
    });
  });
}
