/** Prometheus metrics, on a port of their own. Labels are codes only: never ids, names or paths as asked for. */
import { createServer, type Server } from 'node:http';
import client from 'prom-client';
import { isAppVersion } from '../shared/app-version.ts';

export type Metrics = {
  requests: client.Histogram<'method' | 'route' | 'status'>;
  commands: client.Counter<'name' | 'outcome'>;
  faults: client.Counter<'command'>;
  /** Counts a request by the version its app says it is of; undefined when it said none. */
  sawApp: (version: string | undefined) => void;
  text: () => Promise<string>;
};

/** More releases than that are never in use at once. */
const mostVersions = 50;

export function makeMetrics(): Metrics {
  const registry = new client.Registry();
  client.collectDefaultMetrics({ register: registry });
  const apps = new client.Counter({
    name: 'kith_apps_total',
    help: 'Requests of signed-in devices, by the version of their app',
    labelNames: ['app'],
    registers: [registry],
  });
  const seen = new Set<string>();
  return {
    sawApp: (version) => {
      // A label for each text that arrives would fill the memory with whatever a stranger sends.
      const isKnown = version !== undefined && isAppVersion(version) && (seen.has(version) || seen.size < mostVersions);
      if (isKnown) seen.add(version);
      apps.inc({ app: version === undefined ? 'not said' : isKnown ? version : 'other' });
    },
    requests: new client.Histogram({
      name: 'kith_request_seconds',
      help: 'Time to answer, by route pattern',
      labelNames: ['method', 'route', 'status'],
      registers: [registry],
    }),
    commands: new client.Counter({
      name: 'kith_commands_total',
      help: 'Commands by outcome',
      labelNames: ['name', 'outcome'],
      registers: [registry],
    }),
    faults: new client.Counter({
      name: 'kith_faults_total',
      help: 'Commands that met a fault of ours',
      labelNames: ['command'],
      registers: [registry],
    }),
    text: () => registry.metrics(),
  };
}

/** Serves `/metrics` on loopback only. */
export async function serveMetrics(metrics: Metrics, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    void metrics.text().then((text) => response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(text));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
}
