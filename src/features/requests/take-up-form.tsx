/** Takes a request up: from here on it is being worked on, by somebody who is sure who asks. */
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { useDevice } from '../../web/device-context.tsx';
import { Button } from '../../web/ui/button.tsx';
import { ChipsOne } from '../../web/ui/chips.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Form } from '../../web/ui/form.tsx';
import { useSubmit } from '../../web/use-submit.ts';
import type { Identity, RequestRow } from './request.ts';
import { identityWords } from './request-words.ts';
import { takeUpRequest } from './take-up-request.ts';

export function TakeUpForm({ request }: { request: RequestRow }) {
  const device = useDevice();
  const isOwn = request.how === 'own_page';
  const [identity, setIdentity] = useState<Identity>(isOwn ? 'own_page' : 'known');
  const { problem, isBusy, send } = useSubmit();
  return (
    <Form
      label={m.requests_take_up()}
      className="mt5 stack"
      onSubmit={() => void send(() => device.submit(takeUpRequest, { requestId: request.id, personId: request.personId, identity }))}
    >
      {isOwn ? (
        <p>{identityWords.own_page()}</p>
      ) : (
        <ChipsOne
          label={m.requests_identity()}
          options={(['known', 'document'] as const).map((value) => ({ value, label: identityWords[value]() }))}
          value={identity}
          onChange={(value) => setIdentity(value as Identity)}
        />
      )}
      {problem && <ErrorText>{problem}</ErrorText>}
      <Button variant="main" type="submit" icon="check" isBusy={isBusy}>
        {m.requests_take_up()}
      </Button>
    </Form>
  );
}
