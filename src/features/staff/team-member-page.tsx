/** One colleague: what they do here, their invitation, and leaving. */
import { useEffect, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { newId } from '../../shared/id.ts';
import { makeSafe } from '../../shared/make-safe.ts';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { FocusFrame } from '../../web/frame/focus-frame.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { UpdateButton } from '../../web/frame/version-band.tsx';
import { Button } from '../../web/ui/button.tsx';
import { Empty } from '../../web/ui/empty.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Form } from '../../web/ui/form.tsx';
import { Head } from '../../web/ui/head.tsx';
import { Say } from '../../web/ui/say.tsx';
import { PurgeLines } from '../purges/purge-lines.tsx';
import { changeStaffRoles, deactivateStaff, reactivateStaff } from './change-staff.ts';
import { CopyLink } from './copy-link.tsx';
import { door } from './door-client.ts';
import { DutiesFields } from './duties-fields.tsx';
import { renewInvitation, withdrawInvitation } from './invite-staff.ts';
import { MemberDevices } from './member-devices.tsx';
import { MemberReset } from './member-reset.tsx';
import { roles as allRoles } from './role.ts';
import type { StaffRow } from './staff.ts';
import { stateText } from './team-page.tsx';
import { useDoor } from './use-door.ts';
import { useMail } from './use-mail.ts';
import { type TeamMember, useTeam } from './use-team.ts';

export function TeamMemberPage({ staffId }: { staffId: string }) {
  const locale = useLocale();
  usePageTitle(m.staff_team());
  const member = useRows('staff').get(staffId);
  const { team } = useTeam();
  const known = team?.get(staffId);
  return (
    <FocusFrame back={{ href: '/team', label: m.staff_back_to_team() }} path={`/team/${staffId}`} narrow>
      {member ? (
        <div className="stack-l">
          <Head title={member.name} lead={known ? [known.email, stateText(known, locale)].filter(Boolean).join(' · ') : undefined} />
          {known && !known.joined && <Invitation member={member} known={known} />}
          {member.active && (hasUnknownDuty(member) ? <UnknownDuty member={member} /> : <Duties key={member.version} member={member} />)}
          {known?.joined && <MemberDevices member={member} />}
          {known?.joined && <PurgeLines of={member.id} />}
          {known?.joined && <MemberReset member={member} known={known} />}
          {known?.joined && <Leaving member={member} />}
        </div>
      ) : (
        <Empty isPage id="no-member" picture="search" title={m.staff_no_one()} />
      )}
    </FocusFrame>
  );
}

/** A newer server may know a role this app does not. Saved from here, it would be taken away from them without anybody having seen it. */
function hasUnknownDuty(member: StaffRow): boolean {
  return member.roles.some((role) => !allRoles.includes(role));
}

function UnknownDuty({ member }: { member: StaffRow }) {
  return (
    <Say look="look" icon="gear" actions={<UpdateButton />}>
      <p>{m.staff_unknown_duty({ name: member.name })}</p>
    </Say>
  );
}

function Duties({ member }: { member: StaffRow }) {
  const device = useDevice();
  const [draft, setDraft] = useState({
    title: member.title ?? '',
    roles: member.roles,
    programmeIds: member.programmeIds,
    supervisorIds: member.supervisorIds,
  });
  const [isChecked, setChecked] = useState(false);
  const save = async () => {
    setChecked(true);
    if (draft.roles.length === 0) return;
    await device.submit(changeStaffRoles, {
      staffId: member.id,
      basedOn: member.version,
      ...draft,
      title: makeSafe(draft.title).trim() || null,
    });
  };
  return (
    <Form onSubmit={() => void save()}>
      <DutiesFields draft={draft} onChange={setDraft} staffId={member.id} showProblems={isChecked} />
      <Button variant="main" type="submit">
        {m.staff_save()}
      </Button>
    </Form>
  );
}

function Invitation({ member, known }: { member: StaffRow; known: TeamMember }) {
  const device = useDevice();
  const hasMail = useMail();
  const [link, setLink] = useState<string | null>(null);
  const { isBusy, problem, run } = useDoor();
  const invitationId = known.invitationState === 'open' ? known.invitationId : null;
  // Another invitation has another link.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the invitation changes
  useEffect(() => setLink(null), [invitationId]);
  return (
    <div className="stack-l">
      {hasMail && invitationId && <p className="note">{m.staff_mail_goes()}</p>}
      {link !== null && <CopyLink lead={m.staff_link_lead({ name: member.name })} label={m.staff_link()} link={link} />}
      {problem && <ErrorText>{problem}</ErrorText>}
      <div className="actions">
        {hasMail === false && invitationId && link === null && (
          <Button isBusy={isBusy} onClick={() => run(async () => setLink((await door.invitationLink(invitationId)).link))}>
            {m.staff_show_link()}
          </Button>
        )}
        <Button onClick={() => void device.submit(renewInvitation, { staffId: member.id, invitationId: newId() })}>
          {m.staff_renew()}
        </Button>
        {invitationId && (
          <Button variant="quiet" onClick={() => void device.submit(withdrawInvitation, { staffId: member.id })}>
            {m.staff_withdraw()}
          </Button>
        )}
      </div>
    </div>
  );
}

function Leaving({ member }: { member: StaffRow }) {
  const device = useDevice();
  const basedOn = member.version;
  if (!member.active) {
    return <Button onClick={() => void device.submit(reactivateStaff, { staffId: member.id, basedOn })}>{m.staff_reactivate()}</Button>;
  }
  return (
    <div className="stack-l">
      <p className="small soft">{m.staff_deactivate_lead()}</p>
      <Button variant="quiet" onClick={() => void device.submit(deactivateStaff, { staffId: member.id, basedOn })}>
        {m.staff_deactivate()}
      </Button>
    </div>
  );
}
