/** What surrounds the contacts: what was promised, what is planned, and who looked. */
import { dayText } from './calendar.ts';
import { whereAndHow } from './codes.ts';
import type { DemoRow } from './demo-row.ts';
import type { At } from './story.ts';
import { fitting, instant, type Met, type Thread } from './thread.ts';

/** What was promised: mostly kept by the next time, the latest still open around today. */
export function promises(thread: Thread, met: Met[]): DemoRow[] {
  const { orgId, personId, random, time, text } = thread;
  const lastMet = met.at(-1);
  const promised = met.flatMap((one) => (one.beat?.next === undefined ? [] : [{ one, words: one.beat.next }]));
  const fresh = promised.at(-1);
  // Whoever has nothing from their story open may still have been promised a small thing the last time.
  if (lastMet && !(fresh && time.today - fresh.one.day < 60) && !thread.story.quiet && random.chance(0.6)) {
    promised.push({ one: lastMet, words: random.pick(fitting(thread, thread.world.everyday.promises)) });
  }
  return promised.flatMap(({ one, words }, index): DemoRow[] => {
    const latest = index === promised.length - 1;
    const here = thread.until === time.today && lastMet !== undefined && time.today - lastMet.day < 40;
    const open = latest && here && time.today - one.day < 60 && random.chance(0.75);
    const dueOn = open ? time.today + random.pick([-12, -8, -4, -2, -1, 0, 0, 0, 0, 1, 2, 3, 5, 9]) : one.day + random.int(2, 12);
    const undated = open && random.chance(0.08);
    const status = open ? 'open' : random.chance(0.9) ? 'done' : 'let_go';
    return [
      {
        table: 'followUps',
        row: {
          orgId,
          id: random.id(one.recordedAt),
          personId,
          contactId: one.id,
          ownerId: thread.peerStaff,
          words: text(words),
          dueOn: undated ? null : dayText(Math.max(dueOn, one.day)),
          status,
          createdAt: instant(one.recordedAt),
          version: open ? 1 : 2,
        },
      },
    ];
  });
}

const plannedAt = [10 * 60, 12 * 60 + 30, 15 * 60 + 30, 11 * 60, 9 * 60 + 15, 14 * 60, 16 * 60 + 30];

export function visitRows(thread: Thread, met: Met[]): DemoRow[] {
  const { orgId, personId, random, time, world, text, place } = thread;
  const rows: DemoRow[] = [];
  const add = (of: { startsAt: number; at: At; status: 'planned' | 'met' | 'not_met'; contactId: string | null; note: string | null }) => {
    rows.push({
      table: 'visits',
      row: {
        orgId,
        id: random.id(Math.min(time.now, of.startsAt)),
        personId,
        staffId: thread.peerStaff,
        startsAt: instant(of.startsAt),
        place: whereAndHow[of.at].place,
        mode: whereAndHow[of.at].mode,
        note: of.note,
        status: of.status,
        contactId: of.contactId,
        version: of.status === 'planned' ? 1 : 2,
      },
    });
  };
  for (const one of met) {
    if (one.authorId !== thread.peerStaff || !random.chance(0.15)) continue;
    add({ startsAt: one.startedAt, at: one.at, status: 'met', contactId: one.id, note: null });
    if (random.chance(0.12))
      add({ startsAt: time.clock(one.day - 2, 11 * 60), at: one.at, status: 'not_met', contactId: null, note: null });
  }
  if (thread.until < time.today) return rows;
  const ahead = thread.busyToday ? 0 : place % 7 === 2 ? 1 : random.chance(0.25) ? random.int(2, 10) : null;
  if (ahead === null) return rows;
  const minute = plannedAt[Math.floor(place / 12) % plannedAt.length] as number;
  const shift = thread.busyToday ? 0 : 30 * random.int(0, 4);
  const note = random.chance(0.6) && !thread.story.quiet ? text(random.pick(world.everyday.visitNotes)) : null;
  add({
    startsAt: time.clock(time.today + ahead, minute + shift),
    at: thread.story.quiet ? 'ours' : random.pick(['home', 'out', 'ours', 'phone']),
    status: 'planned',
    contactId: null,
    note,
  });
  return rows;
}

/** Staff who opened the record: the peer before some contacts, the supervisor now and then. */
export function lookRows(thread: Thread, met: Met[]): DemoRow[] {
  const { orgId, personId, random, time } = thread;
  return met.slice(-12).flatMap((one): DemoRow[] => {
    if (!random.chance(0.3)) return [];
    const supervisor = random.chance(0.25);
    const at = supervisor ? Math.min(time.now, one.recordedAt + random.int(1, 90) * 3_600_000) : one.startedAt - random.int(5, 50) * 60_000;
    const offline = !supervisor && random.chance(0.2);
    const what = supervisor
      ? random.pick(['contacts', 'entries', 'record'] as const)
      : random.pick(['record', 'record', 'goals', 'entries'] as const);
    const receivedAt = instant(Math.min(time.now, at + (offline ? 5_400_000 : 1200)));
    const staffId = supervisor ? thread.supervisorId : one.authorId;
    return [{ table: 'looks', row: { orgId, id: random.id(at), personId, staffId, what, lookedAt: instant(at), offline, receivedAt } }];
  });
}
