/** For administrators: who works here, and where each invitation is. */

import { m } from '../../paraglide/messages.js';
import { localeOfDays } from '../../shared/calendar-day.ts';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { LinkButton } from '../../web/ui/button.tsx';
import { Head } from '../../web/ui/head.tsx';
import { Initial } from '../../web/ui/initial.tsx';
import { Row, Rows } from '../../web/ui/rows.tsx';
import { Say } from '../../web/ui/say.tsx';
import { SectionHead } from '../../web/ui/section-head.tsx';
import { roleName } from './role-words.ts';
import type { StaffRow } from './staff.ts';
import { type TeamMember, useTeam } from './use-team.ts';

export function TeamPage() {
  const locale = useLocale();
  usePageTitle(m.staff_team());
  const { me } = useDevice();
  const { team, hasFailed } = useTeam();
  const byName = new Intl.Collator(locale);
  const staff = [...useRows('staff').values()].sort((a, b) => byName.compare(a.name, b.name));
  const here = staff.filter((each) => each.active);
  const gone = staff.filter((each) => !each.active);
  return (
    <div className="wide stack-l">
      <Head
        title={m.staff_team()}
        lead={m.staff_team_lead()}
        aside={
          <LinkButton variant="main" href="/team/invite" icon="plus">
            {m.staff_invite()}
          </LinkButton>
        }
      />
      {hasFailed && (
        <Say look="band" icon="nonet">
          <p>{m.frame_needs_network()}</p>
        </Say>
      )}
      <h2 className="vh">{m.staff_team_here()}</h2>
      <Rows label={m.staff_team_here()}>
        {here.map((each) => (
          <MemberRow key={each.id} member={each} known={team?.get(each.id)} />
        ))}
      </Rows>
      {gone.length > 0 && (
        <section aria-labelledby="left">
          <SectionHead id="left" title={m.staff_left_title()} />
          <Rows label={m.staff_left_title()}>
            {gone.map((each) => (
              <MemberRow key={each.id} member={each} known={team?.get(each.id)} />
            ))}
          </Rows>
        </section>
      )}
      <div className="actions">
        <LinkButton href="/team/settings" icon="gear">
          {m.organisations_settings()}
        </LinkButton>
        {me.roles.includes('director') && <LinkButton href="/due">{m.retention_title()}</LinkButton>}
      </div>
    </div>
  );
}

function MemberRow({ member, known }: { member: StaffRow; known: TeamMember | undefined }) {
  const locale = useLocale();
  const roles = new Intl.ListFormat(locale).format(member.roles.map(roleName));
  const state = known && stateText(known, locale);
  return (
    <Row
      mark={<Initial name={member.name} voice="peer" />}
      title={member.name}
      href={`/team/${member.id}`}
      detail={member.title === null || member.title === roles ? roles : `${member.title} · ${roles}`}
    >
      {state && <p className="note">{state}</p>}
    </Row>
  );
}

export function stateText(known: TeamMember, locale: string): string | null {
  const day = (instant: string) => new Intl.DateTimeFormat(localeOfDays(locale), { dateStyle: 'medium' }).format(new Date(instant));
  if (known.joined) return known.lastSeenAt ? m.staff_seen({ day: day(known.lastSeenAt) }) : null;
  if (known.invitationState === 'open' && known.expiresAt) return m.staff_invited_open({ day: day(known.expiresAt) });
  if (known.invitationState === 'expired') return m.staff_invited_expired();
  return known.invitationState === 'withdrawn' ? m.staff_invited_withdrawn() : null;
}
