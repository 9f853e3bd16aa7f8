/** A link to hand over oneself: shown whole, to copy, and only to whoever made it. */
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { Button } from '../../web/ui/button.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Say } from '../../web/ui/say.tsx';
import { TextField } from '../../web/ui/text-field.tsx';
import { useDoor } from './use-door.ts';

export function CopyLink({ lead, label, link }: { lead: string; label: string; link: string }) {
  const [isCopied, setCopied] = useState(false);
  const { problem, run } = useDoor();
  return (
    <Say
      look="look"
      icon="file"
      actions={
        <Button
          onClick={() =>
            run(async () => {
              await navigator.clipboard.writeText(link);
              setCopied(true);
            })
          }
        >
          {isCopied ? m.staff_copied() : m.staff_copy()}
        </Button>
      }
    >
      <p>{lead}</p>
      <div className="mt2">
        <TextField label={label} value={link} onChange={() => undefined} isReadOnly />
      </div>
      {problem && <ErrorText>{problem}</ErrorText>}
    </Say>
  );
}
