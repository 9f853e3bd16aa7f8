/** Where devices send their outbox, read their feed, ask the desk's queries and wait for a poke. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { streamSSE } from 'hono/streaming';
import type { CommandAnswer, CommandEnvelope } from '../shared/command.ts';
import { idSchema } from '../shared/id.ts';
import type { AppEnv, ServerDeps } from './app.ts';
import type { CommandHandler } from './command-handler.ts';
import { asActor } from './db.ts';
import { isEpochOf } from './epochs.ts';
import { mostPeopleOnDevice, noteSync, readFeed } from './feed.ts';
import { mayAsk, reachOfQuery } from './query-handler.ts';
import { envelopeSchema } from './run-command.ts';
import { isNewer } from './understand-arguments.ts';
import type { Writers } from './writers.ts';

/** A day's work of 40 contacts fits one batch; no request is larger than one megabyte. */
const mostCommandsInBatch = 50;

const refusal = z.object({
  code: z.string(),
  field: z.string().optional(),
  ids: z.array(z.string()).optional(),
  current: z.object({ table: z.string(), row: z.record(z.string(), z.unknown()) }).optional(),
  by: z.object({ staffId: z.string(), at: z.string() }).optional(),
});
const answers = z.object({
  answers: z.array(
    z.union([
      z.object({ id: z.string(), outcome: z.literal('accepted'), position: z.int() }),
      z.object({ id: z.string(), outcome: z.literal('refused'), refusal }),
      z.object({ id: z.string(), outcome: z.literal('later'), why: z.literal('newer').optional() }),
    ]),
  ),
});
const cursor = z.strictObject({ epoch: z.uuid(), n: z.int().min(0) });
const row = z.object({ table: z.string(), id: z.string(), scopeId: z.string(), row: z.record(z.string(), z.unknown()) });
const feedPage = z.object({
  at: z.iso.datetime(),
  restart: z.boolean(),
  cursor,
  reachMark: z.string(),
  lost: z.array(z.string()),
  gained: z.array(z.string()),
  rows: z.array(row),
  gone: z.array(z.object({ table: z.string(), id: z.string() })),
  more: z.boolean(),
  overCap: z.int(),
  older: z.boolean().optional(),
});
export const problem = z.object({ code: z.string(), field: z.string().optional() });

const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  content: { 'application/json': { schema } },
  description,
});
const refusals = { 400: json(problem, 'Not understood'), 401: json(problem, 'Not signed in'), 403: json(problem, 'Not allowed') };

export function addSyncRoutes(app: OpenAPIHono<AppEnv>, deps: ServerDeps, writers: Writers): void {
  const commands = new Map<string, CommandHandler>(deps.commands.map((handler) => [handler.command.name, handler]));
  const queries = new Map(deps.queries.map((handler) => [handler.name, handler]));

  const isTooNew = ({ parsed }: { parsed: z.ZodSafeParseResult<CommandEnvelope> }): boolean =>
    parsed.success ? isNewer(commands.get(parsed.data.name), parsed.data.version) : saysMore(parsed.error);

  const sendCommands = createRoute({
    method: 'post',
    path: '/api/commands',
    summary: 'Send commands from an outbox, in the order they were made',
    request: { body: { required: true, content: { 'application/json': { schema: commandBatch(deps.commands) } } } },
    responses: {
      200: json(answers, 'One answer for each command, in order'),
      409: json(problem, 'The database was restored: read the feed first, then send'),
      ...refusals,
    },
  });
  app.openapi(sendCommands, async (c) => {
    const actor = c.get('actor');
    // What these commands were built on may be gone: first the device offers again what it sent before them.
    const believed = c.req.header('x-kith-epoch');
    if (believed !== undefined && !(await isEpochOf(deps.database, actor.orgId, believed))) return c.json({ code: 'epoch_changed' }, 409);
    const batch = c.req.valid('json').commands;
    const all = batch.map((sent) => ({ sent, parsed: envelopeSchema.safeParse(sent) }));
    // What comes behind something newer than this server may be built on it, which only the phone can tell: it sends it again without, or waits.
    const firstNewer = all.findIndex(isTooNew);
    const judged = firstNewer < 0 ? all : all.slice(0, firstNewer);
    const left = firstNewer < 0 ? [] : all.slice(firstNewer);
    const envelopes = judged.flatMap(({ parsed }) => (parsed.success ? [parsed.data] : []));
    const run = await writers(actor, envelopes);
    for (const [nth, { outcome }] of run.entries()) {
      const name = envelopes[nth]?.name ?? '';
      deps.metrics.commands.inc({ name: commands.has(name) ? name : 'unknown', outcome });
    }
    const answered = judged.map(({ sent, parsed }): CommandAnswer => {
      if (!parsed.success) return malformed(idOf(sent), parsed.error);
      const answer = run.shift();
      if (!answer) throw new Error('a command without an answer');
      return answer;
    });
    answered.push(
      ...left.map((one): CommandAnswer => ({ id: idOf(one.sent), outcome: 'later', ...(isTooNew(one) ? { why: 'newer' } : {}) })),
    );
    if (answered.some((answer) => answer.outcome === 'accepted')) deps.pokes.changed(actor.orgId);
    return c.json({ answers: answered }, 200);
  });

  const feed = createRoute({
    method: 'post',
    path: '/api/feed',
    summary: 'What this device may hold, since its cursor',
    request: {
      body: {
        required: true,
        content: {
          'application/json': {
            // What a newer app says besides is passed over: refusing it would stop a phone that is only ahead.
            schema: z.object({
              cursor: cursor.nullable(),
              held: z.array(idSchema).max(mostPeopleOnDevice * 2),
              reachMark: z.string().max(64).nullable(),
              waiting: z.int().min(0).optional(),
            }),
          },
        },
      },
    },
    responses: { 200: json(feedPage, 'One page'), ...refusals },
  });
  app.openapi(feed, async (c) => {
    const actor = c.get('actor');
    const asked = c.req.valid('json');
    const page = await readFeed(deps.database, deps.feeds, actor, asked, deps.feedPage);
    await noteSync(deps.database, actor, asked, page);
    return c.json(page, 200);
  });

  const ask = createRoute({
    method: 'post',
    path: '/api/queries/{name}',
    summary: 'Ask for what a device does not hold: lists and counts for the desk',
    request: {
      params: z.object({ name: z.string().max(64) }),
      body: { required: true, content: { 'application/json': { schema: z.unknown() } } },
    },
    responses: { 200: json(z.unknown(), 'The answer'), 404: json(problem, 'No such query'), ...refusals },
  });
  app.openapi(ask, async (c) => {
    const handler = queries.get(c.req.valid('param').name);
    if (!handler) return c.json({ code: 'not_found' }, 404);
    const args = handler.args.safeParse(c.req.valid('json'));
    if (!args.success) return c.json({ code: 'invalid', field: args.error.issues[0]?.path.join('.') ?? '' }, 400);
    const actor = c.get('actor');
    const denied = mayAsk(handler, actor, args.data);
    if (denied !== null) return c.json({ code: denied }, 403);
    await handler.prepare?.(deps.database, actor);
    const answer = await asActor(deps.database, actor, reachOfQuery(handler, actor), (tx) => handler.run({ tx, args: args.data, actor }), {
      snapshot: true,
    });
    return c.json(handler.answer.parse(answer), 200);
  });

  // Server-sent events: only the word "changed". The stream ends after a while so that a revoked session does not keep listening.
  app.get('/api/events', (c) => {
    const { orgId, view, represents } = c.get('actor');
    // That something changed in the organisation is nothing a person should be able to watch; their device asks by itself.
    if (view) return c.json({ code: 'not_in_own_view' }, 403);
    if (represents) return c.json({ code: 'not_for_representatives' }, 403);
    return streamSSE(c, async (stream) => {
      let wake: () => void = () => undefined;
      const stop = deps.pokes.listen(orgId, () => wake());
      stream.onAbort(() => {
        stop();
        wake();
      });
      const until = Date.now() + 5 * 60_000;
      while (!stream.aborted && Date.now() < until) {
        const changed = await new Promise<boolean>((resolve) => {
          const timer = setTimeout(() => resolve(false), 25_000);
          timer.unref();
          wake = () => {
            clearTimeout(timer);
            resolve(true);
          };
        });
        if (!stream.aborted) await stream.writeSSE({ event: changed ? 'changed' : 'still-here', data: '' });
      }
      stop();
    });
  });
}

/** The batch's schema in OpenAPI names every command and its arguments; at run time each command judges its own, to answer one by one. */
function commandBatch(handlers: readonly CommandHandler[]) {
  const known = handlers.map(({ command }) => ({
    type: 'object',
    title: command.name,
    required: ['id', 'name', 'version', 'args', 'recordedAt', 'packVersion'],
    properties: {
      name: { const: command.name },
      version: { type: 'integer', maximum: command.version },
      args: z.toJSONSchema(command.args, { io: 'input' }),
    },
  }));
  // Judged one by one in the handler, so that one broken command cannot hold up those behind it.
  const envelope = z.unknown().openapi({ oneOf: known as never });
  return z.strictObject({ commands: z.array(envelope).min(1).max(mostCommandsInBatch) });
}

function malformed(id: string, error: z.ZodError): CommandAnswer {
  return { id, outcome: 'refused', refusal: { code: 'invalid', field: error.issues[0]?.path.join('.') ?? '' } };
}

/** An envelope with a part we do not know is from a newer app; refusing it would strand an entry that is only ahead of its time. */
function saysMore(error: z.ZodError): boolean {
  return error.issues.length > 0 && error.issues.every((issue) => issue.code === 'unrecognized_keys' && issue.path.length === 0);
}

/** What the sender will look for; a malformed id is sent back as it came, if it is text at all. */
function idOf(sent: unknown): string {
  const id = (sent as { id?: unknown } | null)?.id;
  return typeof id === 'string' ? id.slice(0, 64) : '';
}
