import { useEffect, useState } from 'react';
import { door } from './door-client.ts';

/** Whether invitations and other links go by mail here; null until the server has answered. */
export function useMail(): boolean | null {
  const [hasMail, setHasMail] = useState<boolean | null>(null);
  useEffect(() => {
    door
      .state()
      .then(({ mail }) => setHasMail(mail))
      .catch(() => undefined);
  }, []);
  return hasMail;
}
