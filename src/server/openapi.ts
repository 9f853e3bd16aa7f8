/** `/api/openapi.json`, generated from the same schemas that judge requests, and a page to read it. */
import type { OpenAPIHono } from '@hono/zod-openapi';
import { html } from 'hono/html';
import type { AppEnv } from './app.ts';

const document = {
  openapi: '3.1.0',
  info: {
    title: 'Kith',
    version: '1',
    description:
      'Writes are commands, sent in batches and answered one by one: accepted, refused (with a reason) or later. Reads come by feed (what a device may hold) or by query (for the desk).',
  },
};

export function addApiPages(app: OpenAPIHono<AppEnv>): void {
  app.doc31('/api/openapi.json', document);
  app.get('/api', (c) => {
    const described = app.getOpenAPI31Document(document);
    const operations = Object.entries(described.paths ?? {}).flatMap(([path, item]) =>
      Object.entries(item as Record<string, { summary?: string }>).map(([method, operation]) => ({
        path,
        method,
        summary: operation.summary ?? '',
      })),
    );
    return c.html(
      html`<!doctype html>
        <html lang="en">
          <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <title>Kith: the programming interface</title>
          </head>
          <body>
            <h1>The programming interface</h1>
            <p>${document.info.description} <a href="/api/openapi.json">OpenAPI 3.1 document</a></p>
            <table>
              <caption>Operations</caption>
              <thead><tr><th scope="col">Method</th><th scope="col">Path</th><th scope="col">What it does</th></tr></thead>
              <tbody>
                ${operations.map(({ path, method, summary }) => html`<tr><td>${method.toUpperCase()}</td><td><code>${path}</code></td><td>${summary}</td></tr>`)}
              </tbody>
            </table>
          </body>
        </html>`,
    );
  });
}
