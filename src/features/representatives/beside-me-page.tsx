/** A representative's way in, as everybody's who comes with a code; and giving the view back. */
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { useDevice } from '../../web/device-context.tsx';
import { notKeptText } from '../../web/not-kept-text.ts';
import { Button } from '../../web/ui/button.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Fold, Folds } from '../../web/ui/fold.tsx';
import { OwnMePage } from '../views/own-me-page.tsx';
import { endRepresentative } from './end-representative.ts';

export function BesideMePage() {
  return <OwnMePage path="/beside/me" back={{ href: '/beside', label: m.representatives_back() }} end={<GiveBack />} />;
}

function GiveBack() {
  const device = useDevice();
  const [problem, setProblem] = useState<string | null>(null);
  const { staffId: representativeId, represents } = device.me;
  const end = async () => {
    if (!represents) return;
    try {
      await device.submit(endRepresentative, { representativeId, personId: represents.personId });
    } catch (error) {
      setProblem(notKeptText(error));
    }
  };
  return (
    <Folds>
      <Fold title={m.representatives_give_back()}>
        <p className="small">{m.representatives_give_back_lead()}</p>
        {problem && <ErrorText>{problem}</ErrorText>}
        <div className="actions mt3">
          <Button onClick={() => void end()}>{m.representatives_give_back_do()}</Button>
        </div>
      </Fold>
    </Folds>
  );
}
