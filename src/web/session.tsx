/** What is behind the door: whose notebook is open, or how to open it. */
import { lazy, type ReactNode, Suspense, useEffect, useRef, useSyncExternalStore } from 'react';
import type { OpenDevice } from '../device/open-device.ts';
import { UnlockPage } from '../features/vault/unlock-page.tsx';
import { m } from '../paraglide/messages.js';
import { DeviceProvider } from './device-context.tsx';
import { Loading } from './frame/loading.tsx';
import { useLocale } from './frame/locale.tsx';
import { reportReach } from './frame/network.ts';
import { PlainFrame } from './frame/plain-frame.tsx';
import { rare } from './frame/rare.tsx';
import { notebook } from './notebook.ts';
import { Button, LinkButton } from './ui/button.tsx';
import { Empty } from './ui/empty.tsx';
import { Say } from './ui/say.tsx';

const SetUpVaultPage = lazy(async () => ({ default: (await import('../features/vault/set-up-vault-page.tsx')).SetUpVaultPage }));
const UnreadPage = lazy(async () => ({ default: (await import('../features/vault/unread-page.tsx')).UnreadPage }));

const NewerStore = rare(async () => (await import('./frame/other-age.tsx')).NewerStore);
const TooOld = rare(async () => (await import('./frame/other-age.tsx')).TooOld);
const VersionBand = rare(async () => (await import('./frame/version-band.tsx')).VersionBand);

export interface SessionProps {
  children: ReactNode;
  toSignIn: () => void;
  /** When another user's notebook opens: the address may be of a page of the one before. */
  toStart: () => void;
}

/** Without anyone known it leads to the sign-in page. */
export function Session({ children, toSignIn, toStart }: SessionProps) {
  useLocale();
  const state = useSyncExternalStore(notebook.subscribe, notebook.state);
  useEffect(() => void notebook.begin(), []);
  useEffect(() => {
    if (state.at === 'sign_in') toSignIn();
  }, [state, toSignIn]);
  useStartAnew(state.at === 'open' ? state.device.me.staffId : null, toStart);

  switch (state.at) {
    case 'looking':
    case 'sign_in':
      return <Loading />;
    case 'unreachable':
      return <Unreachable />;
    case 'newer_store':
      return <NewerStore waiting={state.waiting} />;
    case 'too_old':
      return <TooOld />;
    case 'set_up':
      return (
        <Suspense fallback={<Loading />}>
          <SetUpVaultPage name={state.identity.me.name} isAgain={state.isAgain} />
        </Suspense>
      );
    case 'locked':
      return <UnlockPage users={state.users} chosen={state.chosen} mayReplace={state.mayReplace} notice={state.notice} />;
    case 'unread':
      return (
        <Suspense fallback={<Loading />}>
          <UnreadPage device={state.device} />
        </Suspense>
      );
    case 'open':
      return (
        <DeviceProvider value={state.device}>
          <WithStatus device={state.device}>{children}</WithStatus>
        </DeviceProvider>
      );
  }
}

function useStartAnew(staffId: string | null, toStart: () => void): void {
  const last = useRef<string | null>(null);
  useEffect(() => {
    if (staffId === null) return;
    if (last.current !== null && last.current !== staffId) toStart();
    last.current = staffId;
  }, [staffId, toStart]);
}

function Unreachable() {
  return (
    <PlainFrame path="/">
      <Empty
        isPage
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

/** Tells the frame what the sync loop found out about the network; says when sending waits for a sign-in, and what was damaged. */
function WithStatus({ device, children }: { device: OpenDevice; children: ReactNode }) {
  const isReached = useSyncExternalStore(device.subscribe, device.online);
  const isSignedOut = useSyncExternalStore(device.subscribe, device.signedOut);
  const damagedPieces = useSyncExternalStore(device.subscribe, () => device.damage().pieces);
  const closedEntries = useSyncExternalStore(device.subscribe, () => device.damage().entries);
  const isOfOtherAge = useSyncExternalStore(device.subscribe, () => device.fit() === 'too_old' || device.aheadOfServer() > 0);
  useEffect(() => reportReach(isReached), [isReached]);
  return (
    <>
      {isSignedOut && (
        <Say look="band" icon="lock" actions={<LinkButton href="/sign-in">{m.frame_sign_in()}</LinkButton>}>
          <p>{m.frame_signed_out()}</p>
        </Say>
      )}
      {isOfOtherAge && <VersionBand />}
      {damagedPieces > 0 && (
        <Say look="band" icon="file">
          <p>{m.vault_damaged()}</p>
        </Say>
      )}
      {closedEntries > 0 && (
        <Say look="band" icon="lock">
          <p>{closedEntries === 1 ? m.vault_entries_closed_one() : m.vault_entries_closed({ count: closedEntries })}</p>
        </Say>
      )}
      {children}
    </>
  );
}
