/** Mails an invitation. Its job row holds two ids; everything else is read here, when the mail is sent. Repeating it repeats the same mail. */

import { linkTo } from '../../server/auth/one-time-link.server.ts';
import type { Database } from '../../server/db.ts';
import type { Job } from '../../server/jobs.ts';
import type { Mailer } from '../../server/mail/mailer.server.ts';
import { localeOfDays } from '../../shared/calendar-day.ts';

type OpenInvitation = { name: string; email: string; locale: string; salt: string; expires_at: string; invited_by_name: string };

export type InvitationMailDeps = { database: Database; mailer: Mailer | null; secret: string; origin: string };

export function sendInvitationJob(deps: InvitationMailDeps): Job {
  return {
    queue: 'send-invitation',
    run: async ({ id }) => {
      if (!deps.mailer) return; // without mail the link is shown to who invited
      const { rows } = await deps.database.pool.query<OpenInvitation>('select * from kith.door_invitation($1)', [id]);
      const open = rows[0];
      if (!open) return; // taken up, withdrawn or expired in the meantime
      await deps.mailer.send({ id: `invitation-${id}`, to: open.email, ...(await invitationMail(open, id, deps)) });
    },
  };
}

/** The wording is loaded with the first mail: most servers write none, and its thousand sentences take memory and time to start. */
export async function invitationMail(
  open: OpenInvitation,
  id: string,
  { secret, origin }: Pick<InvitationMailDeps, 'secret' | 'origin'>,
): Promise<{ subject: string; text: string }> {
  const { m } = await import('../../paraglide/messages.js');
  const locale = open.locale === 'ta' ? 'ta' : 'en';
  const link = linkTo({ secret, origin }, 'invitation', { id, salt: open.salt });
  const until = new Intl.DateTimeFormat(localeOfDays(locale), { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(open.expires_at));
  return {
    subject: m.staff_mail_subject({}, { locale }),
    text: [
      m.staff_mail_greeting({ name: open.name }, { locale }),
      m.staff_mail_body({ by: open.invited_by_name }, { locale }),
      link,
      m.staff_mail_until({ until }, { locale }),
      m.staff_mail_not_you({}, { locale }),
      '',
    ].join('\n\n'),
  };
}
