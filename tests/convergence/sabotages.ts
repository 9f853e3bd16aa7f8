/** Faults planted on purpose, each of which the simulation must find: a check that never failed proves nothing. */
import type { LocalDb } from '../../src/device/local-db.ts';
import type { CommandAnswer, CommandEnvelope } from '../../src/shared/command.ts';
import type { FeedPage } from '../../src/shared/feed.ts';
import type { Message, Sabotage, Sim } from './sim.ts';
import type { PhoneFaults } from './sim-device.ts';

/** Changes the pages of a feed on their way into the phone. */
const pages = (change: (page: FeedPage) => FeedPage): PhoneFaults => ({
  link: (link) => ({ ...link, feed: async (request) => change(await link.feed(request)) }),
});

const first = new Map<string, string>();

export const sabotages: readonly Sabotage[] = [
  {
    name: 'receipt-dropped',
    rewrite: (text) => text.replace('as r (nth, command_id, args_hash)', 'as r (nth, command_id, args_hash) where false'),
  },
  { name: 'receipt-without-actor', answer: anyonesReceipt },
  {
    name: 'counter-without-lock',
    setUp: `create sequence if not exists kith.planted; grant all on kith.planted to public`,
    rewrite: (text) =>
      text
        .replace(
          'update kith.change_counters set n = n + $4::int where org_id = $1 returning n - $4::int + 1 as first',
          `select setval('kith.planted', nextval('kith.planted') + $4::int - 1) - $4::int + 1 as first`,
        )
        .replace('update kith.change_counters set n = n + 1 where org_id = $1 returning n', `select nextval('kith.planted') as n`)
        .replace(
          'select "n", "epoch" from "change_counters"',
          'select (select last_value from kith.planted) as "n", "epoch" from "change_counters"',
        ),
  },
  { name: 'cursor-apart-from-rows', phone: { db: cursorFirst } },
  { name: 'cursor-read-after-rows', answer: cursorAfterRows },
  { name: 'access-lost-ignored', phone: pages((page) => ({ ...page, lost: [] })) },
  { name: 'saved-before-it-is', phone: { saysSavedAtOnce: true } },
  {
    name: 'epoch-ignored',
    needs: { restore: true },
    phone: {
      link: (link, { vaultId }) => ({
        ...link,
        send: (commands) => link.send(commands, null),
        feed: async (request) => {
          const page = await link.feed({
            ...request,
            cursor: request.cursor && { ...request.cursor, epoch: first.get(`now ${vaultId}`) ?? request.cursor.epoch },
          });
          first.set(`now ${vaultId}`, page.cursor.epoch);
          if (!first.has(vaultId)) first.set(vaultId, page.cursor.epoch);
          return { ...page, restart: false, cursor: { ...page.cursor, epoch: first.get(vaultId) ?? '' } };
        },
      }),
    },
  },
  { name: 'device-clock-trusted', request: (message) => ({ ...message, headers: without(message.headers, 'x-kith-clock') }) },
  { name: 'accepted-before-commit', liesAboutCommit: true },
  {
    name: 'refused-dropped',
    phone: {
      outbox: (outbox) => ({
        ...outbox,
        answered: async (answers) => {
          await outbox.answered(answers);
          await outbox.remove(answers.filter((one) => one.outcome === 'refused').map((one) => one.id));
        },
      }),
    },
  },
  { name: 'version-ignored', request: onTopOfWhatever },
  {
    name: 'let-go-before-read-back',
    phone: {
      outbox: (outbox) => ({
        ...outbox,
        answered: async (answers) => {
          await outbox.answered(answers);
          await outbox.remove(answers.filter((one) => one.outcome === 'accepted').map((one) => one.id));
        },
      }),
    },
  },
  { name: 'row-lost-in-page', phone: pages((page) => (page.rows.length > 4 ? { ...page, rows: page.rows.slice(1) } : page)) },
  {
    name: 'feed-of-another',
    request: (message, sim) => {
      if (message.path !== '/api/feed') return message;
      const other = sim.world.organisations.find((one) => one.orgId === message.notebook.owner.orgId)?.members[3];
      return { ...message, headers: without(message.headers, 'x-kith-as'), cookie: other?.cookie ?? '' };
    },
  },
  { name: 'cursor-ahead', phone: pages((page) => ({ ...page, cursor: { ...page.cursor, n: page.cursor.n + 1 } })) },
  {
    name: 'sent-not-kept',
    needs: { restore: true },
    phone: { sent: (sent) => ({ ...sent, keep: async () => undefined }) },
  },
];

function without(headers: Record<string, string>, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));
}

/** A server that finds receipts by the command's id alone. */
function anyonesReceipt(text: string, message: Message, sim: Sim): string {
  if (message.path !== '/api/commands') return text;
  const { answers } = JSON.parse(text) as { answers?: CommandAnswer[] };
  if (!answers) return text;
  const changed = answers.map((answer) => {
    const owner = sim.ledger.made.get(answer.id)?.staffId ?? '';
    const said = sim.ledger.said.get(`${owner}/${answer.id}`);
    return said?.outcome === 'accepted' ? { id: answer.id, outcome: 'accepted', position: said.position } : answer;
  });
  return JSON.stringify({ answers: changed });
}

/** A feed whose cursor comes from another moment than its rows. */
async function cursorAfterRows(text: string, message: Message, sim: Sim): Promise<string> {
  if (message.path !== '/api/feed') return text;
  const page = JSON.parse(text) as FeedPage;
  if (page.restart || page.more || page.cursor === undefined) return text;
  const { rows } = await sim.admin.query<{ n: number }>('select n::int from kith.change_counters where org_id = $1', [
    message.notebook.owner.orgId,
  ]);
  return JSON.stringify({ ...page, cursor: { ...page.cursor, n: rows[0]?.n ?? page.cursor.n } });
}

/** Every change is taken for one of the newest version. */
async function onTopOfWhatever(message: Message, sim: Sim): Promise<Message> {
  if (message.path !== '/api/commands' || !message.body?.endsWith('}]}')) return message;
  const { commands } = JSON.parse(message.body) as { commands: CommandEnvelope[] };
  const changed = [];
  for (const one of commands) {
    const args = one.args as { goalId?: string; basedOn?: number };
    const { rows } =
      one.name === 'change-goal'
        ? await sim.admin.query<{ version: number }>('select version from kith.goals where id = $1', [args.goalId])
        : { rows: [] };
    changed.push(rows[0] ? { ...one, args: { ...args, basedOn: rows[0].version } } : one);
  }
  return { ...message, body: JSON.stringify({ commands: changed }) };
}

/** Rows and cursor in two writes, the cursor first. */
function cursorFirst(db: LocalDb): void {
  const real = db.transaction;
  const apart: LocalDb['transaction'] = async (names, work) => {
    if (!names.some((name) => name === 'chunks')) return real(names, work);
    const late: (() => Promise<void>)[] = [];
    const putAll: LocalDb['chunks']['putAll'] = async (rows) => void late.push(() => db.chunks.putAll(rows));
    const tables = { ...db, chunks: { ...db.chunks, putAll } };
    const result = await work(tables as unknown as Parameters<typeof work>[0]);
    for (const write of late) await write();
    return result;
  };
  db.transaction = apart;
}
