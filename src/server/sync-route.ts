/** Where devices send their outbox, read their feed, ask the desk's queries and wait for a poke. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { streamSSE } from 'hono/streaming';
import type { CommandAnswer } from '../shared/command.ts';
import { idSchema } from '../shared/id.ts';
import type { AppEnv, ServerDeps } from './app.ts';
import type { CommandHandler } from './command-handler.ts';
import { asActor } from './db.ts';
import { mostPeopleOnDevice, readFeed } from './feed.ts';
import { envelopeSchema, runCommand } from './run-command.ts';

/** A day's work of 40 contacts fits one batch; no request is larger than one megabyte. */
const mostCommandsInBatch = 50;

const refusal = z.object({
  code: z.string(),
  field: z.string().optional(),
  ids: z.array(z.string()).optional(),
  current: z.object({ table: z.string(), row: z.record(z.string(), z.unknown()) }).optional(),
});
const answers = z.object({
  answers: z.array(
    z.union([
      z.object({ id: z.string(), outcome: z.literal('accepted'), position: z.int() }),
      z.object({ id: z.string(), outcome: z.literal('refused'), refusal }),
      z.object({ id: z.string(), outcome: z.literal('later') }),
    ]),
  ),
});
const cursor = z.strictObject({ epoch: z.uuid(), n: z.int().min(0) });
const row = z.object({ table: z.string(), id: z.string(), scopeId: z.string(), row: z.record(z.string(), z.unknown()) });
const feedPage = z.object({
  restart: z.boolean(),
  cursor,
  reachMark: z.string(),
  lost: z.array(z.string()),
  gained: z.array(z.string()),
  rows: z.array(row),
  gone: z.array(z.object({ table: z.string(), id: z.string() })),
  more: z.boolean(),
  overCap: z.int(),
});
export const problem = z.object({ code: z.string(), field: z.string().optional() });

const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  content: { 'application/json': { schema } },
  description,
});
const refusals = { 400: json(problem, 'Not understood'), 401: json(problem, 'Not signed in'), 403: json(problem, 'Not allowed') };

export function addSyncRoutes(app: OpenAPIHono<AppEnv>, deps: ServerDeps): void {
  const commands = new Map<string, CommandHandler>(deps.commands.map((handler) => [handler.command.name, handler]));
  const queries = new Map(deps.queries.map((handler) => [handler.name, handler]));

  const sendCommands = createRoute({
    method: 'post',
    path: '/api/commands',
    summary: 'Send commands from an outbox, in the order they were made',
    request: { body: { required: true, content: { 'application/json': { schema: commandBatch(deps.commands) } } } },
    responses: { 200: json(answers, 'One answer for each command, in order'), ...refusals },
  });
  app.openapi(sendCommands, async (c) => {
    const actor = c.get('actor');
    const batch = c.req.valid('json').commands;
    const answered: CommandAnswer[] = await deps.writers(actor.orgId, async () => {
      const client = await deps.database.pool.connect();
      const done: CommandAnswer[] = [];
      try {
        for (const sent of batch) {
          const parsed = envelopeSchema.safeParse(sent);
          if (!parsed.success) {
            done.push({
              id: idOf(sent),
              outcome: 'refused',
              refusal: { code: 'invalid', field: parsed.error.issues[0]?.path.join('.') ?? '' },
            });
            continue;
          }
          const envelope = parsed.data;
          const answer = await runCommand({ database: deps.database, commands, onFault: deps.onFault }, client, actor, envelope);
          deps.metrics.commands.inc({ name: commands.has(envelope.name) ? envelope.name : 'unknown', outcome: answer.outcome });
          done.push(answer);
        }
        client.release();
      } catch (error) {
        client.release(error instanceof Error ? error : true);
        throw error;
      }
      return done;
    });
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
            schema: z.strictObject({
              cursor: cursor.nullable(),
              held: z.array(idSchema).max(mostPeopleOnDevice * 2),
              reachMark: z.string().max(64).nullable(),
            }),
          },
        },
      },
    },
    responses: { 200: json(feedPage, 'One page'), ...refusals },
  });
  app.openapi(feed, async (c) => c.json(await readFeed(deps.database, deps.feeds, c.get('actor'), c.req.valid('json')), 200));

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
    const denied = handler.may(actor, args.data);
    if (denied !== null) return c.json({ code: denied }, 403);
    await handler.prepare?.(deps.database, actor);
    const answer = await asActor(deps.database, actor, handler.reach, (tx) => handler.run({ tx, args: args.data, actor }), {
      snapshot: true,
    });
    return c.json(handler.answer.parse(answer), 200);
  });

  // Server-sent events: only the word "changed". The stream ends after a while so that a revoked session does not keep listening.
  app.get('/api/events', (c) => {
    const { orgId } = c.get('actor');
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

/** What the sender will look for; a malformed id is sent back as it came, if it is text at all. */
function idOf(sent: unknown): string {
  const id = (sent as { id?: unknown } | null)?.id;
  return typeof id === 'string' ? id.slice(0, 64) : '';
}
