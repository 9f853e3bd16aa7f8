/** Pages that also ask the server's desk queries. Nothing of it is kept on the device, and old answers are not shown as new ones. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';

const client = new QueryClient({ defaultOptions: { queries: { retry: 1, staleTime: 10_000, gcTime: 60_000, networkMode: 'always' } } });

export function Queries() {
  return (
    <QueryClientProvider client={client}>
      <Outlet />
    </QueryClientProvider>
  );
}
