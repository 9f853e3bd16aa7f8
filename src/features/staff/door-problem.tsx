import { useEffect, useState } from 'react';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { doorWords } from './door-client.ts';

/** Why the door did not do it, once the words for it are there. */
export function DoorProblem({ failed }: { failed: unknown }) {
  const [words, setWords] = useState<(() => string) | null>(null);
  useEffect(() => void doorWords(failed).then((said) => setWords(() => said)), [failed]);
  return words && <ErrorText>{words()}</ErrorText>;
}
