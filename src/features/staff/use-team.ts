import { useMemo } from 'react';
import { useAnswer } from '../../web/use-answer.ts';

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

/** By id; undefined until the server has answered, and without a network. */
export function useTeam(): { team: ReadonlyMap<string, TeamMember> | undefined; hasFailed: boolean } {
  const { answer, hasFailed } = useAnswer<TeamMember[]>('list-team');
  const team = useMemo(() => answer && new Map(answer.map((member) => [member.id, member])), [answer]);
  return { team, hasFailed };
}
