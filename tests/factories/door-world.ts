/** Two real servers on one database, and browsers that keep cookies: for tests of signing in. Nothing of ours is replaced. */

import { base32 } from '@better-auth/utils/base32';
import { createOTP } from '@better-auth/utils/otp';
import type pg from 'pg';
import pino from 'pino';
import { inviteStaff } from '../../src/features/staff/invite-staff.ts';
import { loadPackSet } from '../../src/packs/load-pack.server.ts';
import { makeApp } from '../../src/server/app.ts';
import { type OpenDoor, openDoor } from '../../src/server/auth/door.server.ts';
import { linkTo } from '../../src/server/auth/one-time-link.server.ts';
import { type Database, openPool } from '../../src/server/db.ts';
import { makeMetrics } from '../../src/server/metrics.ts';
import { testDatabase } from '../../src/server/postgres/test-database.ts';
import { commandHandlers, feedSources, queryHandlers } from '../../src/server/registry.ts';
import { sturdyPool } from '../../src/server/sturdy-pool.ts';
import { leastAppVersion } from '../../src/shared/app-version.ts';
import type { CommandAnswer, CommandDefinition } from '../../src/shared/command.ts';
import { newId } from '../../src/shared/id.ts';
import { testSeals } from './test-seals.ts';

export const origin = 'https://kith.example.org';
export const secret = 'of the door, and long enough for everybody 1';
const packsFolder = `${import.meta.dirname}/../../packs`;

export const ada = { name: 'Ada Root', email: 'ada@example.org', password: 'quiet otter basket lantern' };
export const ravi = { name: 'Ravi Kumar', email: 'ravi@example.org', password: 'nine copper kettles sing' };

/** What the set-up page sends. */
export const setUpFacts = (token: string) => ({
  token,
  name: 'Harbour',
  peopleWord: 'member',
  jurisdiction: 'us',
  languages: ['en', 'ta'],
  timeZone: 'America/New_York',
  programmeName: 'Warmline',
  adminName: ada.name,
  email: ada.email,
  locale: 'en',
  password: ada.password,
});

/** What a request's connection looks like to Hono's Node server. */
const from = (address: string) => ({ incoming: { socket: { remoteAddress: address } } });

export type Answered = { status: number; body: Record<string, never> & { code?: string; next?: string; state?: string } };

type App = { request: (url: string, init: RequestInit, env: unknown) => Response | Promise<Response> };

export class Browser {
  readonly cookies = new Map<string, string>();
  readonly deviceId = newId();
  address = '192.0.2.1';
  origin: string | null = origin;
  app: App;
  /** Every `set-cookie` received, whole. */
  readonly said: string[] = [];

  constructor(app: App) {
    this.app = app;
  }

  async ask(path: string, body?: unknown, more: Record<string, string> = {}): Promise<Answered> {
    const response = await this.app.request(
      `${origin}${path}`,
      {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          'content-type': 'application/json',
          cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
          'x-kith-device': this.deviceId,
          ...(this.origin === null ? {} : { origin: this.origin }),
          ...more,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      },
      from(this.address),
    );
    for (const cookie of response.headers.getSetCookie()) {
      this.said.push(cookie);
      const [pair = ''] = cookie.split(';');
      const at = pair.indexOf('=');
      if (/max-age=0/i.test(cookie)) this.cookies.delete(pair.slice(0, at));
      else this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return { status: response.status, body: await response.json().catch(() => ({})) } as Answered;
  }

  door(path: string, body?: unknown): Promise<Answered> {
    return this.ask(`/api/door/${path}`, body);
  }

  async command(command: CommandDefinition, args: unknown): Promise<CommandAnswer> {
    const envelope = {
      id: newId(),
      name: command.name,
      version: command.version,
      args,
      recordedAt: new Date().toISOString(),
      packVersion: 'core@1',
    };
    const { status, body } = await this.ask('/api/commands', { commands: [envelope] });
    if (status !== 200) throw new Error(`commands answered ${status}: ${JSON.stringify(body)}`);
    return (body as unknown as { answers: CommandAnswer[] }).answers[0] as CommandAnswer;
  }

  get sessionCookie(): string | undefined {
    return this.cookies.get('__Host-kith.session_token');
  }
}

export async function aDoorWorld(options: { hasMail?: boolean; log?: (line: string) => void } = {}) {
  const template = await testDatabase();
  const owner = sturdyPool({ ...template.config, max: 2 });
  const actorSecret = Buffer.alloc(32, 7);
  await owner.query('insert into reach.secrets (secret) values ($1)', [actorSecret]);
  const faults: unknown[] = [];
  const doors: OpenDoor[] = [];
  const pools: pg.Pool[] = [];

  const server = async () => {
    const database: Database = { pool: openPool({ ...template.config, user: 'kith_app' }), secret: actorSecret };
    pools.push(database.pool);
    const log = pino({ level: options.log ? 'debug' : 'silent' }, { write: (line: string) => options.log?.(line) });
    const authPool = { ...template.config, user: 'kith_auth' };
    const door = await openDoor({ database, authPool, secret, origin, log, hasMail: options.hasMail ?? false, packsFolder });
    doors.push(door);
    const app = makeApp({
      database,
      door,
      commands: commandHandlers,
      feeds: feedSources,
      queries: queryHandlers,
      pokes: { changed: () => undefined, listen: () => () => undefined, stop: async () => undefined },
      seals: testSeals,
      metrics: makeMetrics(),
      log,
      onFault: (fault) => void faults.push(fault),
      packsFor: (ids) => loadPackSet(packsFolder, ids),
      webFolder: null,
      leastApp: leastAppVersion,
      origin,
    });
    return { app: app as unknown as App, door, database };
  };
  const one = await server();
  const two = await server();

  return {
    one,
    two,
    owner,
    config: template.config,
    faults,
    setUpFacts,
    browser: (which: { app: App } = one) => new Browser(which.app),
    /** The organisation with Ada as its administrator. @returns her signed-in browser */
    setUp: async (): Promise<Browser> => {
      const token = (await one.door.firstStartLink())?.split('/').at(-1) ?? '';
      const browser = new Browser(one.app);
      const done = await browser.door('set-up', setUpFacts(token));
      if (done.status !== 200) throw new Error(`set-up answered ${JSON.stringify(done)}`);
      await browser.door('sign-in', { email: ada.email, password: ada.password });
      return browser;
    },
    /** Somebody invited, who took the invitation up. @returns their id, and a way to sign in from anywhere */
    joins: async (admin: Browser, who: { name: string; email: string; password: string }, roles: string[], locale = 'en') => {
      const [staffId, invitationId] = [newId(), newId()];
      const duties = { title: null, roles, programmeIds: [], supervisorIds: [] };
      const invited = await admin.command(inviteStaff, { staffId, invitationId, name: who.name, email: who.email, locale, ...duties });
      if (invited.outcome !== 'accepted') throw new Error(`inviting was answered ${JSON.stringify(invited)}`);
      const { rows } = await owner.query<{ salt: string }>('select salt from kith.invitations where id = $1', [invitationId]);
      const token = linkTo({ origin, secret }, 'invitation', { id: invitationId, salt: rows[0]?.salt ?? '' })
        .split('/')
        .at(-1);
      const joined = await new Browser(two.app).door('invitation/accept', { token, password: who.password });
      if (joined.status !== 200) throw new Error(`accepting was answered ${JSON.stringify(joined)}`);
      return { staffId };
    },
    end: async () => {
      for (const door of doors) await door.close();
      for (const pool of [...pools, owner]) await pool.end();
      await template.drop();
    },
  };
}

export type DoorWorld = Awaited<ReturnType<typeof aDoorWorld>>;

/** What the authenticator app shows for this `otpauth:` address. */
export function codeOf(uri: string): Promise<string> {
  const secretText = new URL(uri).searchParams.get('secret') ?? '';
  return createOTP(new TextDecoder().decode(base32.decode(secretText))).totp();
}
