/**
 * Sealed copies of unsent entries, brought by a signed-in member of the same organisation: each is opened, proved to be its author's, and run
 * as its author's, exactly once by the ordinary receipts. Whoever carries them learns that they arrived and not what they say.
 */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { mayRunCarried, type SignerFacts } from '../features/carried/carried-policy.ts';
import { carryEntries, mostCarriedAtOnce } from '../features/carried/carry-entries.ts';
import { listDecided } from '../features/carried/device-key-queries.server.ts';
import { roles as knownRoles, type Role } from '../features/staff/role.ts';
import type { CommandAnswer, CommandEnvelope } from '../shared/command.ts';
import { checkCodeOfCommand } from '../shared/content-hash.ts';
import { idSchema } from '../shared/id.ts';
import type { SignedEntry } from '../shared/sealed-copy.ts';
import { type Actor, ownReach, viewOf } from './actor.ts';
import type { AppEnv, ServerDeps } from './app.ts';
import type { CommandHandler } from './command-handler.ts';
import { asActor } from './db.ts';
import { envelopeSchema } from './run-command.ts';
import { isSignedBy, type OpenedCopy } from './seal-keys.ts';
import { problem } from './sync-route.ts';
import type { Writers } from './writers.ts';

const signedEntry = z.strictObject({ envelope: envelopeSchema, after: z.array(idSchema).max(1000) });

const answer = z.object({
  /** The entry's command id; empty when the copy could not be read so far. */
  id: z.string(),
  outcome: z.enum(['accepted', 'refused', 'later']),
  /** Why it was not taken. `not_taken`: its author's phone says why, and nobody else's. */
  code: z.string().optional(),
  /** It had been decided before; nothing was done a second time. */
  already: z.boolean(),
  /** The check code its author sees, to compare by voice. */
  check: z.string().optional(),
});
export type SealedAnswer = z.output<typeof answer>;

const route = createRoute({
  method: 'post',
  path: '/api/sealed',
  summary: 'Bring sealed entries of a colleague, or of one’s own, in the order they were made',
  request: {
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.strictObject({
            /** Names this act of carrying: the same id with the same copies is the same act. */
            id: idSchema,
            copies: z.array(z.string().min(1).max(1_000_000)).min(1).max(mostCarriedAtOnce),
          }),
        },
      },
    },
  },
  responses: {
    200: {
      description: 'One answer for each copy, in order',
      content: { 'application/json': { schema: z.object({ answers: z.array(answer) }) } },
    },
    400: { description: 'Not understood', content: { 'application/json': { schema: problem } } },
    401: { description: 'Not signed in', content: { 'application/json': { schema: problem } } },
  },
});

export function addSealedRoute(app: OpenAPIHono<AppEnv>, deps: ServerDeps, writers: Writers): void {
  const commands = new Map<string, CommandHandler>(deps.commands.map((handler) => [handler.command.name, handler]));
  app.openapi(route, async (c) => {
    const actor = c.get('actor');
    const { id, copies } = c.req.valid('json');
    const opened = await Promise.all(copies.map((copy) => deps.seals.open(copy)));
    const headers = opened.flatMap((copy) => (copy.ok && copy.header.orgId === actor.orgId ? [copy.header] : []));
    const [first] = headers;
    // One act of carrying is of one phone's entries; a mixture is not something our app makes.
    if (headers.some((header) => header.authorId !== first?.authorId || header.deviceId !== first?.deviceId)) {
      return c.json({ code: 'invalid', field: 'copies' }, 400);
    }
    const run: Run = { deps, commands, writers, actor };
    const noted = first && first.authorId !== actor.staffId ? await noteCarrying(run, id, first, headers) : null;
    const answers: SealedAnswer[] = [];
    // One by one: what follows another is judged by what became of that.
    for (const copy of opened) {
      answers.push(noted === null || noted.outcome === 'accepted' ? await runCopy(run, copy) : notNoted(copy, noted));
    }
    if (answers.some((one) => one.outcome === 'accepted' && !one.already)) deps.pokes.changed(actor.orgId);
    return c.json({ answers }, 200);
  });
}

type Run = { deps: ServerDeps; commands: ReadonlyMap<string, CommandHandler>; writers: Writers; actor: Actor };
type Header = NonNullable<OpenedCopy['header']>;

/**
 * Written down before anything runs, so that no entry can come in by somebody's hand without their name on it; and whoever brings what its
 * author never signed leaves their name, too.
 */
async function noteCarrying(run: Run, id: string, { authorId, deviceId }: Header, headers: readonly Header[]): Promise<CommandAnswer> {
  const commandIds = [...new Set(headers.map((header) => header.commandId))];
  const envelope: CommandEnvelope = {
    id,
    name: carryEntries.name,
    version: carryEntries.version,
    args: { authorId, deviceId, commandIds },
    // The server's own clock: nobody wrote anything here.
    recordedAt: new Date().toISOString(),
    packVersion: '',
  };
  return runAs(run, run.actor, envelope);
}

async function runAs({ deps, commands, writers }: Run, actor: Actor, envelope: CommandEnvelope): Promise<CommandAnswer> {
  const [given] = await writers(actor, [envelope]);
  if (!given) throw new Error('a command without an answer');
  deps.metrics.commands.inc({ name: commands.has(envelope.name) ? envelope.name : 'unknown', outcome: given.outcome });
  return given;
}

/** Nothing runs that could not be noted. `not_yours`: there is no such colleague, so nobody can have signed it. */
function notNoted({ header }: OpenedCopy, noted: Exclude<CommandAnswer, { outcome: 'accepted' }>): SealedAnswer {
  const id = header?.commandId ?? '';
  if (noted.outcome === 'later') return { id, outcome: 'later', already: false };
  const { code } = noted.refusal;
  return { id, outcome: 'refused', code: code === 'not_yours' ? 'copy_not_signed' : code, already: false };
}

async function runCopy(run: Run, opened: OpenedCopy): Promise<SealedAnswer> {
  const { actor, commands } = run;
  const id = opened.header?.commandId ?? '';
  const refused = (code: string): SealedAnswer => ({ id, outcome: 'refused', code, already: false });
  if (opened.header && opened.header.orgId !== actor.orgId) return refused('copy_of_others');
  if (!opened.ok) return refused(opened.code);
  const signer = await findSigner(run, opened);
  if (!signer || !(await isSignedBy(signer.publicKey, opened))) return refused('copy_not_signed');
  const entry = entryIn(opened.signed);
  if (!entry || entry.envelope.id !== id) return refused('copy_broken');

  const { envelope } = entry;
  const { author } = signer;
  const isBroughtByAuthor = author.staffId === actor.staffId;
  const handler = commands.get(envelope.name);
  const denied = mayRunCarried(signer.facts, { dataClass: handler?.dataClass ?? 'identity', isBroughtByAuthor });
  if (denied !== null) return refused(denied);

  const decided = await decidedBefore(run, author, [id, ...entry.after]);
  // Sent alone it might overwrite in silence what nobody has seen together with it.
  if (entry.after.some((earlier) => decided.get(earlier) === 'refused'))
    return refused(isBroughtByAuthor ? 'follows_refused' : 'not_taken');
  if (entry.after.some((earlier) => !decided.has(earlier))) return { id, outcome: 'later', code: 'waits_for_earlier', already: false };

  const given = await runAs(run, author, envelope);
  const already = decided.has(id);
  if (given.outcome === 'later') return { id, outcome: 'later', already };
  if (given.outcome === 'refused') return { id, outcome: 'refused', code: isBroughtByAuthor ? given.refusal.code : 'not_taken', already };
  const check = handler ? await checkCodeOf(handler, author, envelope) : null;
  return { id, outcome: 'accepted', already, ...(check === null ? {} : { check }) };
}

type Signer = { author: Actor; facts: SignerFacts; publicKey: Buffer };
type SignerRow = {
  public_key: Buffer;
  name: string;
  locale: string;
  active: boolean;
  roles: string[];
  programmes: string[];
  device_ended: boolean;
  view_person: string | null;
  represents: string | null;
};

async function findSigner({ deps }: Run, { header, signerKeyId }: OpenedCopy & { ok: true }): Promise<Signer | null> {
  const { orgId, authorId, deviceId } = header;
  const { rows } = await deps.database.pool.query<SignerRow>({
    name: 'door-signer',
    text: 'select * from kith.door_signer($1, $2, $3, $4)',
    values: [orgId, authorId, deviceId, signerKeyId],
  });
  const [row] = rows;
  if (!row) return null;
  const roles = row.roles.filter((role): role is Role => (knownRoles as readonly string[]).includes(role));
  const author: Actor = {
    orgId,
    staffId: authorId,
    name: row.name,
    locale: row.locale,
    roles,
    programmes: row.programmes,
    deviceId,
    ...viewOf(row),
  };
  return { author, facts: { isActive: row.active, deviceEnded: row.device_ended }, publicKey: row.public_key };
}

function entryIn(signed: Uint8Array): SignedEntry | null {
  try {
    const parsed = signedEntry.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(signed)));
    return parsed.success ? (parsed.data as SignedEntry) : null;
  } catch {
    return null; // signed by an app we do not know
  }
}

/** Of these commands of the author's, those that were decided, and how. */
async function decidedBefore({ deps }: Run, author: Actor, ids: readonly string[]): Promise<Map<string, 'accepted' | 'refused'>> {
  const found = await asActor(deps.database, author, ownReach(author), (tx) => listDecided(tx, author, ids), { snapshot: true });
  return new Map(found.map(({ commandId, position }) => [commandId, position === null ? 'refused' : 'accepted']));
}

function checkCodeOf(handler: CommandHandler, author: Actor, envelope: CommandEnvelope): Promise<string | null> {
  const args = handler.command.args.safeParse(envelope.args);
  if (!args.success) return Promise.resolve(null);
  const { orgId, staffId } = author;
  const { recordedAt, packVersion } = envelope;
  return checkCodeOfCommand(handler.command.preview(args.data, { orgId, staffId, recordedAt, packVersion }));
}
