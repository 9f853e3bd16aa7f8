/**
 * The two mails of a forgotten password: the link, and afterwards that it was used. Their job rows hold ids; whether an address is anybody's
 * is found out here, long after whoever asked has had their answer. Repeating a job repeats the same mail.
 */
import type pg from 'pg';
import { m } from '../../paraglide/messages.js';
import { linkTo } from '../../server/auth/one-time-link.server.ts';
import type { Job } from '../../server/jobs.ts';
import type { Mailer } from '../../server/mail/mailer.server.ts';
import { localeOfDays } from '../../shared/calendar-day.ts';

export type ResetMailDeps = {
  /** Signed in as `kith_auth`: only that role may ask for these links. */
  authPool: pg.Pool;
  mailer: Mailer | null;
  secret: string;
  origin: string;
};

type Kind = 'mail' | 'administrator' | 'operator';
type ResetToMail = { kind: Kind; name: string; email: string; locale: string; salt: string; made_by_name: string | null };
type ResetUsed = { kind: Kind; name: string; email: string; locale: string; used_at: Date; time_zone: string; made_by_name: string | null };

export function sendResetJob(deps: ResetMailDeps): Job {
  return {
    queue: 'send-password-reset',
    run: async ({ id }) => {
      if (!deps.mailer) return; // without mail the link is shown to the administrator who made it
      const { rows } = await deps.authPool.query<ResetToMail>('select * from kith.door_reset_to_mail($1)', [id]);
      const open = rows[0];
      if (!open) return; // nobody's address, asked for too often, or used, taken back or too old in the meantime
      await deps.mailer.send({ id: `reset-${id}`, to: open.email, ...resetMail(open, id, deps) });
    },
  };
}

export function sendPasswordChangedJob(deps: ResetMailDeps): Job {
  return {
    queue: 'send-password-changed',
    run: async ({ id }) => {
      if (!deps.mailer) return; // they read it when they sign in
      const { rows } = await deps.authPool.query<ResetUsed>('select * from kith.door_reset_used($1)', [id]);
      const used = rows[0];
      if (!used) return;
      await deps.mailer.send({ id: `changed-${id}`, to: used.email, ...changedMail(used, deps.origin) });
    },
  };
}

function resetMail(open: ResetToMail, id: string, server: { secret: string; origin: string }): { subject: string; text: string } {
  const locale = localeOf(open);
  return mail(m.staff_reset_mail_subject({}, { locale }), [
    m.staff_mail_greeting({ name: open.name }, { locale }),
    open.made_by_name === null ? m.staff_reset_mail_asked({}, { locale }) : m.staff_reset_mail_made({ by: open.made_by_name }, { locale }),
    linkTo(server, 'reset', { id, salt: open.salt }),
    open.kind === 'mail' ? m.staff_reset_mail_hour({}, { locale }) : m.staff_reset_mail_day({}, { locale }),
    m.staff_reset_mail_not_you({}, { locale }),
  ]);
}

function changedMail(used: ResetUsed, origin: string): { subject: string; text: string } {
  const locale = localeOf(used);
  const when = new Intl.DateTimeFormat(localeOfDays(locale), { dateStyle: 'full', timeStyle: 'short', timeZone: used.time_zone });
  return mail(m.staff_changed_mail_subject({}, { locale }), [
    m.staff_mail_greeting({ name: used.name }, { locale }),
    m.staff_changed_mail_body({ when: when.format(used.used_at) }, { locale }),
    {
      mail: () => m.staff_changed_mail_by_mail({}, { locale }),
      administrator: () => m.staff_changed_mail_by_colleague({ by: used.made_by_name ?? '' }, { locale }),
      operator: () => m.staff_changed_mail_by_operator({}, { locale }),
    }[used.kind](),
    m.staff_changed_mail_not_you({}, { locale }),
    `${origin}/forgotten`,
  ]);
}

function mail(subject: string, paragraphs: string[]): { subject: string; text: string } {
  return { subject, text: [...paragraphs, ''].join('\n\n') };
}

function localeOf({ locale }: { locale: string }): 'en' | 'ta' {
  return locale === 'ta' ? 'ta' : 'en';
}
