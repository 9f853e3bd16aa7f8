/** Opens the notebook of whoever uses this browser: from the device when it is there, from the server the first time. */
import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react';
import { deviceIdOfThisBrowser, forgetLastUser, type Identity, lastUser, type OpenDevice, openDevice } from '../device/open-device.ts';
import { LinkFailed, linkToServer } from '../device/server-link.ts';
import { m } from '../paraglide/messages.js';
import { DeviceProvider } from './device-context.tsx';
import { Loading } from './frame/loading.tsx';
import { reportReach } from './frame/network.ts';
import { PlainFrame } from './frame/plain-frame.tsx';
import { Button, LinkButton } from './ui/button.tsx';
import { Empty } from './ui/empty.tsx';
import { Say } from './ui/say.tsx';

type State = { at: 'opening' } | { at: 'open'; device: OpenDevice } | { at: 'unreachable' };

/** What is behind the door. Without anyone known it leads to the sign-in page. */
export function Session({ children, toSignIn }: { children: ReactNode; toSignIn: () => void }) {
  const [state, setState] = useState<State>({ at: 'opening' });

  useEffect(() => {
    let isOver = false;
    let opened: OpenDevice | null = null;
    const open = async () => {
      const known = lastUser();
      opened = known ? await openDevice(known) : null;
      if (!opened) {
        const identity = (await linkToServer(deviceIdOfThisBrowser()).me()) as Identity;
        opened = await openDevice(identity.me.staffId, identity);
      }
      if (isOver) opened?.close();
      else if (opened) setState({ at: 'open', device: opened });
    };
    open().catch((error: unknown) => {
      if (isOver) return;
      if (error instanceof LinkFailed && error.why === 'signed_out') toSignIn();
      else setState({ at: 'unreachable' });
    });
    return () => {
      isOver = true;
      opened?.close();
    };
  }, [toSignIn]);

  if (state.at === 'opening') return <Loading />;
  if (state.at === 'unreachable') {
    return (
      <PlainFrame path="/">
        <Empty
          id="unreachable"
          picture="network"
          title={m.frame_first_needs_network()}
          actions={<Button onClick={() => location.reload()}>{m.frame_broke_action()}</Button>}
        >
          {m.frame_first_needs_network_lead()}
        </Empty>
      </PlainFrame>
    );
  }
  return <DeviceProvider value={state.device}>{<WithStatus device={state.device}>{children}</WithStatus>}</DeviceProvider>;
}

/** Tells the frame what the sync loop found out about the network, and says when sending waits for a sign-in. */
function WithStatus({ device, children }: { device: OpenDevice; children: ReactNode }) {
  const isReached = useSyncExternalStore(device.subscribe, device.online);
  const isSignedOut = useSyncExternalStore(device.subscribe, device.signedOut);
  useEffect(() => reportReach(isReached), [isReached]);
  return (
    <>
      {isSignedOut && (
        <Say look="band" icon="lock" actions={<LinkButton href="/sign-in">{m.frame_sign_in()}</LinkButton>}>
          <p>{m.frame_signed_out()}</p>
        </Say>
      )}
      {children}
    </>
  );
}

/** After signing in, whoever it is: their own notebook, opened anew. */
export function enter(): void {
  forgetLastUser();
  location.assign('/');
}

/** After signing out. What is stored for them stays, sealed. */
export function leave(): void {
  forgetLastUser();
  location.assign('/sign-in');
}
