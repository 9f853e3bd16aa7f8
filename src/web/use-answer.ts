/** What the server is asked for by itself, because no feed brings it. Needs a route under `Queries`. */
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useDevice } from './device-context.tsx';

/**
 * Asked when the page opens, and again when a command of this device was answered: it may have changed what is shown.
 *
 * @returns `answer`: undefined until the server has answered, and without a network · `hasFailed`: it could not be asked just now
 */
export function useAnswer<Answer>(
  name: string,
  args: object = {},
  { isWanted = true }: { isWanted?: boolean } = {},
): { answer: Answer | undefined; isAsking: boolean; hasFailed: boolean } {
  const device = useDevice();
  const { orgId, staffId } = device.me;
  const { data, isError, isLoading, refetch } = useQuery({
    queryKey: [orgId, staffId, name, args],
    queryFn: () => device.query<Answer>(name, args),
    enabled: isWanted,
    retry: false,
    staleTime: 0,
  });
  useEffect(() => {
    let waiting = device.outbox().length;
    return device.subscribe(() => {
      const now = device.outbox().length;
      if (now < waiting && isWanted) void refetch();
      waiting = now;
    });
  }, [device, isWanted, refetch]);
  return { answer: data, isAsking: isLoading, hasFailed: isError };
}
