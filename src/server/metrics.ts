/** Prometheus metrics, on a port of their own. Labels are codes only: never ids, names or paths as asked for. */
import { createServer, type Server } from 'node:http';
import client from 'prom-client';

export type Metrics = {
  requests: client.Histogram<'method' | 'route' | 'status'>;
  commands: client.Counter<'name' | 'outcome'>;
  faults: client.Counter<'command'>;
  text: () => Promise<string>;
};

export function makeMetrics(): Metrics {
  const registry = new client.Registry();
  client.collectDefaultMetrics({ register: registry });
  return {
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
