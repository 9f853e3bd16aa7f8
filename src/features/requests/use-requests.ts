/** Requests from this device, and for those who answer for programmes also from the server: the newer of two wins. */
import { useDevice, useRows } from '../../web/device-context.tsx';
import { useAnswer } from '../../web/use-answer.ts';
import type { RequestRow } from './request.ts';

export type NamedRequest = { request: RequestRow; name: string };
type Answer = { requests: (RequestRow & { name: string })[]; more: boolean };

/** @param personId of one person, or of everybody */
export function useRequests(personId: string | null = null): {
  requests: NamedRequest[];
  isAsking: boolean;
  isOffline: boolean;
  more: boolean;
} {
  const device = useDevice();
  const people = useRows('people');
  const held = useRows('requests');
  const asksServer = device.me.roles.some((role) => role === 'coordinator' || role === 'director');
  const { answer, isAsking, hasFailed } = useAnswer<Answer>('list-requests', { personId }, { isWanted: asksServer });
  const found = new Map<string, NamedRequest>();
  for (const { name, ...request } of answer?.requests ?? []) found.set(request.id, { request, name });
  for (const request of held.values()) {
    const known = found.get(request.id);
    // What was just done here is newer than what the server said before.
    if (known && known.request.version > (request.version ?? 0) && request.state === known.request.state) continue;
    found.set(request.id, { request: { ...known?.request, ...request }, name: people.get(request.personId)?.name ?? known?.name ?? '' });
  }
  return {
    requests: [...found.values()],
    isAsking,
    isOffline: hasFailed,
    more: answer?.more ?? false,
  };
}
