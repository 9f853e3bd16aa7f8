/** Ending a way to read a record, one's own or somebody else's: folded away, what it means, and one press. */
import { Button } from '../../web/ui/button.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Fold } from '../../web/ui/fold.tsx';
import { useSubmit } from '../../web/use-submit.ts';

export interface EndAccessProps {
  title: string;
  /** What it does, and what stays. */
  lead: string;
  label: string;
  end: () => Promise<unknown>;
}

export function EndAccess({ title, lead, label, end }: EndAccessProps) {
  const { problem, isBusy, send } = useSubmit();
  return (
    <Fold title={title}>
      <p className="small">{lead}</p>
      {problem && <ErrorText>{problem}</ErrorText>}
      <div className="actions mt3">
        <Button isBusy={isBusy} onClick={() => void send(end)}>
          {label}
        </Button>
      </div>
    </Fold>
  );
}
