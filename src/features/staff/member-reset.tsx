/** A colleague forgot their password: a link is made here. Where there is mail it goes to them; where there is none it is handed over. */
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { newId } from '../../shared/id.ts';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { Button } from '../../web/ui/button.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { SectionHead } from '../../web/ui/section-head.tsx';
import { shortDay, timeInWords, useTimeZone } from '../people/when.ts';
import { CopyLink } from './copy-link.tsx';
import { door } from './door-client.ts';
import { makeResetLink, withdrawResetLink } from './make-reset-link.ts';
import type { StaffRow } from './staff.ts';
import { useDoor } from './use-door.ts';
import { useMail } from './use-mail.ts';
import type { TeamMember } from './use-team.ts';

export function MemberReset({ member, known }: { member: StaffRow; known: TeamMember }) {
  const { me } = useDevice();
  const locale = useLocale();
  const timeZone = useTimeZone();
  const staff = useRows('staff');
  const nameOf = (id: string) => staff.get(id)?.name ?? m.people_a_colleague();
  // One's own password is changed on one's own page.
  if (member.id === me.staffId || !member.active) return null;
  const mayMake = !member.roles.includes('director') || me.roles.includes('director');
  const last = known.lastReset;
  return (
    <section className="stack-l" aria-labelledby="reset">
      <SectionHead id="reset" title={m.staff_reset_section()} />
      {last && (
        <p className="note">
          {last.madeBy === null
            ? m.staff_reset_last_operator({ day: shortDay(last.at, locale, timeZone) })
            : m.staff_reset_last({ day: shortDay(last.at, locale, timeZone), by: nameOf(last.madeBy) })}
        </p>
      )}
      {mayMake ? (
        <ResetLink key={known.openReset?.id ?? 'none'} member={member} open={known.openReset} nameOf={nameOf} />
      ) : (
        <p className="small soft">{m.staff_reset_director_only()}</p>
      )}
    </section>
  );
}

type ResetLinkProps = { member: StaffRow; open: TeamMember['openReset']; nameOf: (id: string) => string };

function ResetLink({ member, open, nameOf }: ResetLinkProps) {
  const device = useDevice();
  const locale = useLocale();
  const timeZone = useTimeZone();
  const hasMail = useMail();
  const [link, setLink] = useState<string | null>(null);
  const { isBusy, problem, run } = useDoor();
  const isMine = open?.madeBy === device.me.staffId;
  const until = open && `${shortDay(open.expiresAt, locale, timeZone)}, ${timeInWords(open.expiresAt, locale, timeZone)}`;
  // Shown to whoever made it, and to nobody else.
  const resetId = open && isMine && hasMail === false ? open.id : null;
  return (
    <div className="stack-l">
      {open === null && <p className="small soft">{m.staff_reset_make_lead({ name: member.name })}</p>}
      {open && until && (
        <p className="note" role="status">
          {isMine ? m.staff_reset_open_mine({ until }) : m.staff_reset_open_other({ by: nameOf(open.madeBy), until })}
        </p>
      )}
      {hasMail && <p className="note">{m.staff_reset_mail_goes()}</p>}
      {link !== null && <CopyLink lead={m.staff_reset_link_lead({ name: member.name })} label={m.staff_reset_link()} link={link} />}
      {problem && <ErrorText>{problem}</ErrorText>}
      <div className="actions">
        {resetId !== null && link === null && (
          <Button isBusy={isBusy} onClick={() => run(async () => setLink((await door.resetLink(resetId)).link))}>
            {m.staff_show_link()}
          </Button>
        )}
        {!isMine && (
          <Button isBusy={isBusy} onClick={() => void device.submit(makeResetLink, { staffId: member.id, resetId: newId() })}>
            {m.staff_reset_make()}
          </Button>
        )}
        {open && (
          <Button variant="quiet" onClick={() => void device.submit(withdrawResetLink, { staffId: member.id })}>
            {m.staff_reset_withdraw()}
          </Button>
        )}
      </div>
    </div>
  );
}
