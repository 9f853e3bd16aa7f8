import { useCallback, useEffect, useState } from 'react';
import { useDevice } from '../../web/device-context.tsx';

/** What the server knows of a colleague beyond their synced row. */
export type TeamMember = {
  id: string;
  email: string;
  joined: boolean;
  invitationId: string | null;
  invitationState: 'open' | 'expired' | 'withdrawn' | null;
  expiresAt: string | null;
  lastSeenAt: string | null;
  openReset: { id: string; madeBy: string; expiresAt: string } | null;
  lastReset: { at: string; madeBy: string | null } | null;
};

/** Asked from the server when the page opens and again with `reload`; null until it has answered, and without a network. */
export function useTeam(): { team: ReadonlyMap<string, TeamMember> | null; hasFailed: boolean; reload: () => Promise<void> } {
  const device = useDevice();
  const [team, setTeam] = useState<ReadonlyMap<string, TeamMember> | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const reload = useCallback(async () => {
    try {
      const members = await device.query<TeamMember[]>('list-team', {});
      setTeam(new Map(members.map((member) => [member.id, member])));
      setFailed(false);
    } catch {
      setFailed(true);
    }
  }, [device]);
  useEffect(() => void reload(), [reload]);
  // A command that has just been answered may have changed what is shown here.
  useEffect(() => {
    let waiting = device.outbox().length;
    return device.subscribe(() => {
      const now = device.outbox().length;
      if (now < waiting) void reload();
      waiting = now;
    });
  }, [device, reload]);
  return { team, hasFailed, reload };
}
