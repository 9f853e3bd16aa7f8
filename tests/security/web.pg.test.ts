/** The web's ways in, on a real socket: headers everywhere, requests from elsewhere, odd paths, odd bodies, two requests in one. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keepWord } from '../../src/features/mirror/keep-word.ts';
import { newId } from '../../src/shared/id.ts';
import { recordedAt } from '../factories/walking-world.ts';
import { type AttackServer, anAttackServer, besideTheFiles } from './attack-server.ts';

let server: AttackServer;
beforeAll(async () => {
  server = await anAttackServer();
});
afterAll(() => server.end());

const someCommand = () => ({
  commands: [
    { id: newId(), name: keepWord.name, version: 1, args: { keepId: newId(), term: 'broken' }, recordedAt, packVersion: 'core@2026.1' },
  ],
});

/** Every operation the document names, and what lies beside the programming interface. */
async function everyAddress(): Promise<{ method: string; path: string; body?: unknown }[]> {
  const document = (await (await fetch(`${server.base}/api/openapi.json`)).json()) as { paths: Record<string, Record<string, unknown>> };
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => ({
      method: method.toUpperCase(),
      path: path.replaceAll(/\{\w+\}/g, 'nothing'),
      ...(method === 'get' ? {} : { body: {} }),
    })),
  );
  return [
    ...operations,
    ...[
      '/',
      '/today',
      '/people/x',
      '/index.html',
      '/assets/app-1a2b3c.js',
      '/assets/none.js',
      '/healthz',
      '/readyz',
      '/api',
      '/api/openapi.json',
      '/api/none',
      '/api/me',
      '/%ff',
      '/favicon.ico',
    ].map((path) => ({ method: 'GET', path })),
    { method: 'POST', path: '/', body: {} },
    { method: 'DELETE', path: '/api/commands' },
    { method: 'OPTIONS', path: '/api/commands' },
    { method: 'PUT', path: '/today', body: {} },
  ];
}

describe('headers', () => {
  test('every answer carries them, also errors, files and what does not exist', { timeout: 60_000 }, async () => {
    const addresses = await everyAddress();
    expect(addresses.length).toBeGreaterThan(35);
    for (const who of [null, server.world.meena]) {
      server.actAs(who);
      for (const { method, path, body } of addresses) {
        const answer = await fetch(server.base + path, {
          method,
          headers: { 'content-type': 'application/json' },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        await answer.body?.cancel();
        const at = `${method} ${path} ${answer.status}`;
        const csp = answer.headers.get('content-security-policy') ?? '';
        expect(csp, at).toContain("default-src 'none'");
        expect(csp, at).toContain("script-src 'self';");
        expect(csp, at).toContain("frame-ancestors 'none'");
        expect(csp, at).toContain("require-trusted-types-for 'script'");
        expect(csp, at).toMatch(/trusted-types default$/);
        expect(csp, at).not.toMatch(/unsafe|\*|http:/);
        expect(answer.headers.get('x-content-type-options'), at).toBe('nosniff');
        expect(answer.headers.get('referrer-policy'), at).toBe('no-referrer');
        expect(answer.headers.get('cross-origin-opener-policy'), at).toBe('same-origin');
        expect(answer.headers.get('cross-origin-resource-policy'), at).toBe('same-origin');
        expect(answer.headers.get('access-control-allow-origin'), at).toBeNull();
        expect(answer.headers.get('server') ?? answer.headers.get('x-powered-by'), at).toBeNull();
        expect(answer.status, at).toBeLessThan(500);
        const kind = answer.headers.get('content-type');
        if (kind?.startsWith('text/html')) expect(kind.toLowerCase(), at).toContain('charset=utf-8');
        if (path.startsWith('/api/')) expect(kind, at).toMatch(/^application\/json/);
        if (path === '/api' || path.startsWith('/api/')) expect(answer.headers.get('cache-control'), at).toBe('no-store');
      }
    }
  });

  test('the page of the programming interface has nothing inline that the policy would stop', async () => {
    const page = await (await fetch(`${server.base}/api`)).text();
    expect(page).toContain('<table>');
    expect(page).not.toMatch(/<script|<style|style=|\son\w+=|javascript:/i);
  });

  test('TRACE and CONNECT answer nothing, and nothing of the request comes back', async () => {
    for (const bytes of [
      'TRACE / HTTP/1.1\r\nHost: x\r\nCookie: canary=1\r\nConnection: close\r\n\r\n',
      'CONNECT x:80 HTTP/1.1\r\nHost: x\r\nCookie: canary=1\r\n\r\n',
    ]) {
      const answer = await server.raw(bytes);
      expect(answer.status).not.toBe(200);
      expect(answer.head + answer.body).not.toContain('canary');
    }
  });

  test('an https address is remembered for two years; http is not', async () => {
    expect((await fetch(server.base)).headers.get('strict-transport-security')).toBeNull();
    const secure = await anAttackServer({ https: true });
    try {
      const answer = await fetch(`${secure.base}/api/none`);
      expect(answer.headers.get('strict-transport-security')).toBe('max-age=63072000; includeSubDomains');
    } finally {
      await secure.end();
    }
  });
});

describe('requests from elsewhere', () => {
  const sites = ['cross-site', 'same-site', 'none', 'same-origin', null];
  const types = [
    'application/json',
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json; charset=utf-16',
    'APPLICATION/JSON',
    null,
  ];

  test('only our own page, or no browser at all, may write; whatever the content type', { timeout: 60_000 }, async () => {
    server.actAs(server.world.meena);
    const origins = [
      server.origin,
      'http://evil.example',
      'null',
      server.origin.replace('http:', 'https:'),
      `${server.origin}.evil.example`,
      server.origin.toUpperCase().replace('HTTP', 'http') === server.origin ? 'http://127.0.0.1' : 'x',
      null,
    ];
    let accepted = 0;
    let refused = 0;
    for (const path of ['/api/commands', '/api/feed', '/api/queries/list-team']) {
      for (const site of sites) {
        for (const from of origins) {
          for (const type of types) {
            const body = Buffer.from(
              JSON.stringify(
                path === '/api/commands' ? someCommand() : path === '/api/feed' ? { cursor: null, held: [], reachMark: null } : {},
              ),
            );
            const headers = {
              ...(site ? { 'sec-fetch-site': site } : {}),
              ...(from ? { origin: from } : {}),
              ...(type ? { 'content-type': type } : {}),
            };
            const answer = await server.app.request(`${server.base}${path}`, { method: 'POST', headers, body });
            const ours = (site === null || site === 'same-origin') && (from === null || from === server.origin);
            const at = JSON.stringify({ path, site, from, type, status: answer.status });
            if (!ours) expect(answer.status, at).toBe(403);
            if (ours && answer.status === 200) expect(type?.toLowerCase(), at).toContain('application/json');
            if (answer.status === 200) accepted++;
            else refused++;
          }
        }
      }
    }
    expect(accepted).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(600);
  });

  test('the door wants our own origin named, always', async () => {
    for (const from of [null, 'http://evil.example', 'null']) {
      const answer = await fetch(`${server.base}/api/door/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(from ? { origin: from } : {}) },
        body: JSON.stringify({ email: 'a@example.org', password: 'x' }),
      });
      expect(answer.status).toBe(403);
    }
  });
});

describe('paths', () => {
  const odd = [
    '/../secrets.json',
    '/..%2fsecrets.json',
    '/%2e%2e/secrets.json',
    '/%2e%2e%2fsecrets.json',
    '/..%5csecrets.json',
    '/%5c..%5csecrets.json',
    '/assets/../../secrets.json',
    '/assets/%2e%2e/%2e%2e/secrets.json',
    '/assets/..%2f..%2fsecrets.json',
    '//secrets.json',
    '//../secrets.json',
    '/assets//..//..//secrets.json',
    '/./../secrets.json',
    '/%00',
    '/index.html%00.js',
    '/%252e%252e/secrets.json',
    '/..;/secrets.json',
    '/%c0%ae%c0%ae/secrets.json',
    '/\\..\\secrets.json',
    '//etc/passwd',
    '/etc/passwd',
    '/%2fetc%2fpasswd',
    '/file:///etc/passwd',
    '/assets/app-1a2b3c.js/../../../secrets.json',
    '/.git/config',
    '/package.json',
    '/C:%5cwindows%5cwin.ini',
  ];

  test.each(odd)('%s gives no file but our own', async (path) => {
    const answer = await server.raw(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(answer.status).toBeGreaterThan(0);
    expect(answer.status).toBeLessThan(500);
    expect(answer.body).not.toContain(besideTheFiles);
    expect(answer.body).not.toMatch(/root:|"dependencies"/);
  });

  test.each([
    '//api/me',
    '/api//me',
    '/api/%6de',
    '/api/me/',
    '/API/me',
    '/api/me%00',
    '/api/me%2f',
    '/api%2fme',
    '/api/./me',
    '/api/none/../me',
    '/api\\me',
    '/api/me;x',
    '/api/me?x=1',
    '/%61pi/me',
  ])('%s says nothing of anyone to whoever is not signed in', async (path) => {
    server.actAs(null);
    const answer = await server.raw(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(answer.status).toBeLessThan(500);
    expect(answer.body).not.toMatch(/orgId|staffId/);
    if (answer.status === 200) expect(answer.body).toContain('<title>Kith</title>');
  });

  test.each(['//api/commands', '/api//commands', '/api/commands/', '/API/commands', '/%61pi/commands', '/api%2fcommands'])(
    '%s is no second way to write',
    async (path) => {
      server.actAs(server.world.meena);
      const body = JSON.stringify(someCommand());
      const before = await server.world.count('select from kith.mirror_keeps');
      await server.raw(
        `POST ${path} HTTP/1.1\r\nHost: x\r\nOrigin: http://evil.example\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
      );
      expect(await server.world.count('select from kith.mirror_keeps')).toBe(before);
    },
  );
});

describe('bodies', () => {
  const head = 'POST /api/commands HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
  const chunk = (size: number) => `${size.toString(16)}\r\n${' '.repeat(size)}\r\n`;

  test('ten megabytes are refused, announced or in chunks without an end, and memory stays', async () => {
    server.actAs(server.world.meena);
    const before = process.memoryUsage().rss;
    const announced = await server.raw([`${head}Content-Length: 10485760\r\nConnection: close\r\n\r\n`, ' '.repeat(1000)]);
    expect(announced.status).toBe(413);
    const chunked = await server.raw([
      `${head}Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n`,
      ...Array.from({ length: 160 }, () => chunk(65_536)),
    ]);
    expect(chunked.status).toBe(413);
    expect(chunked.head).toContain('cache-control: no-store');
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
  });

  test('a body within the limit in chunks is understood', async () => {
    server.actAs(server.world.meena);
    const body = JSON.stringify(someCommand());
    const answer = await server.raw(
      `${head}Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`,
    );
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('accepted');
  });

  test.each([
    ['both lengths', `${head}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /api/me HTTP/1.1\r\nHost: x\r\n\r\n`],
    [
      'both lengths, the other way',
      `${head}Transfer-Encoding: chunked\r\nContent-Length: 60\r\n\r\n0\r\n\r\nGET /api/me HTTP/1.1\r\nHost: x\r\n\r\n`,
    ],
    ['two lengths', `${head}Content-Length: 0\r\nContent-Length: 44\r\n\r\nGET /api/me HTTP/1.1\r\nHost: x\r\n\r\n`],
    ['an odd encoding', `${head}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\nGET /api/me HTTP/1.1\r\nHost: x\r\n\r\n`],
    ['a space before the colon', `${head}Content-Length : 44\r\n\r\nGET /api/me HTTP/1.1\r\nHost: x\r\n\r\n`],
    ['a bare line feed', `GET /healthz HTTP/1.1\nHost: x\n\nGET /api/me HTTP/1.1\r\nHost: x\r\n\r\n`],
    ['a folded header', `${head}X-A: b\r\n Transfer-Encoding: chunked\r\nContent-Length : 1\r\n\r\n`],
    ['no host', 'GET /healthz HTTP/1.1\r\n\r\n'],
  ])('%s is refused, and nothing behind it is answered', async (_name, bytes) => {
    server.actAs(server.world.meena);
    const answer = await server.raw(bytes);
    expect(answer.status).toBe(400);
    expect(answer.answers).toBe(1);
    expect(answer.body).not.toContain('staffId');
  });

  test.each([
    ['nothing', ''],
    ['no JSON', '{"commands":'],
    ['another kind', '[]'],
    ['an unknown field', JSON.stringify({ ...someCommand(), also: 1 })],
    ['depth of 100,000', `{"commands":[${'['.repeat(100_000)}${']'.repeat(100_000)}]}`],
    ['depth in the arguments', JSON.stringify(someCommand()).replace('"broken"', `${'['.repeat(50_000)}${']'.repeat(50_000)}`)],
    ['a proto key', '{"__proto__":{"commands":[]},"constructor":{"prototype":{}}}'],
    ['a number too large', '{"commands":[1e400]}'],
    ['not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]).toString('latin1')],
  ])('%s as a body gets a plain answer, never a fault', async (_name, body) => {
    server.actAs(server.world.meena);
    const answer = await fetch(`${server.base}/api/commands`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    const text = await answer.text();
    expect(answer.status).toBeLessThan(500);
    expect(text).not.toContain('accepted');
    expect(text).not.toMatch(/\bat \/|node_modules|\.ts:/);
  });
});
