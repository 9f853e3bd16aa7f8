/** What was not taken, and why. The sentences of all refusals come only when there is one. */

import { useEffect, useState } from 'react';
import type { OutboxItem } from '../../device/device.ts';
import { Words } from '../../web/ui/words.tsx';

export function RefusedLine({ item }: { item: OutboxItem }) {
  const [why, setWhy] = useState('');
  const { code } = item.refusal ?? { code: 'invalid' };
  useEffect(() => void import('../../web/refusal-text.ts').then(({ refusalText }) => setWhy(refusalText({ code }))), [code]);
  const { words, matters, set } = item.args as { words?: string | null; matters?: string | null; set?: { words?: string } };
  const said = words ?? matters ?? set?.words;
  return (
    <>
      {said && <Words small>“{said}”</Words>}
      <p className="small">{why}</p>
    </>
  );
}
