/**
 * How the door's screens ask the server. They are the only ones that ask by themselves: before somebody is known there is no device, no
 * outbox and no feed; and how one signs in must never be kept on a phone.
 */
import { deviceIdOfThisBrowser } from '../../device/device-id.ts';
import { m } from '../../paraglide/messages.js';
import { notebook } from '../../web/notebook.ts';

/** Why the door did not do it. `code` is `no_answer` when the server was not reached. */
export class DoorFailed extends Error {
  readonly code: string;
  readonly seconds: number | undefined;
  constructor(code: string, seconds?: number) {
    super(code);
    this.code = code;
    this.seconds = seconds;
  }
}

/** A link that chose, or may choose, this account's password. `madeBy`: the colleague who made it. */
export type ResetNotice = { kind: 'mail' | 'administrator' | 'operator'; state: 'open' | 'used'; at: string; madeBy: string | null };
export type Next = { next: 'ready' | 'second_factor' | 'enrol'; resets?: ResetNotice[] };
export type DoorState = { state: 'ready' | 'signed_out' | 'second_factor' | 'enrol' | 'set_up'; mail: boolean };
export type Account = {
  email: string;
  totp: boolean;
  secondFactorRequired: boolean;
  passkeys: { id: string; name: string | null; addedAt: string | null }[];
  sessions: { id: string; current: boolean; startedAt: string; usedAt: string; browser: string; factor: 'password' | 'totp' | 'passkey' }[];
  resets: ResetNotice[];
};
export type Invitation = { name: string; email: string; invitedBy: string; locale: string };
/** What opens an invitation to one's own page: what was scanned, or what was typed. */
export type JoinKey = { token: string } | { code: string };
/** Whose page, and whether they have come to it before; whose record it is where that is somebody else. */
export type Joinable = { name: string; invitedBy: string; locale: string; again: boolean; represents: string | null };
/** A code to hold out, until when, and the same as a link. */
export type ShownCode = { code: string; until: string; link: string };
export type Reset = { name: string; email: string; locale: string; kind: ResetNotice['kind']; madeBy: string | null };
export type Jurisdiction = { id: string; title: Record<string, string>; summary: Record<string, string> };

/**
 * @param isMine only of whoever's notebook is open: on a shared phone the session may be a colleague's. The secret it is bound to always goes
 * with it.
 */
async function ask<T>(path: string, body?: unknown, isMine = false): Promise<T> {
  const { 'x-kith-seal': seal, ...as } = notebook.headers();
  let response: Response;
  try {
    response = await fetch(`/api/door/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        'content-type': 'application/json',
        'x-kith-device': deviceIdOfThisBrowser(),
        ...(seal ? { 'x-kith-seal': seal } : {}),
        ...(isMine ? as : {}),
      },
      credentials: 'same-origin',
      cache: 'no-store',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new DoorFailed('no_answer');
  }
  const said = (await response.json().catch(() => ({}))) as { code?: string; seconds?: number };
  if (!response.ok) throw new DoorFailed(said.code ?? 'no_answer', said.seconds);
  return said as T;
}

export const door = {
  state: () => ask<DoorState>('state'),
  signIn: (email: string, password: string) => ask<Next>('sign-in', { email, password }),
  secondFactor: (code: string, recovery: boolean) => ask<Next>('second-factor', { code, recovery }),
  account: () => ask<Account>('account', undefined, true),
  endSession: (which: { id: string } | { others: true }) => ask('sessions/end', which),
  changePassword: (current: string, next: string) => ask('password', { current, next }),
  beginTotp: (password: string) => ask<{ uri: string; recoveryCodes: string[] }>('totp/begin', { password }),
  confirmTotp: (code: string) => ask('totp/confirm', { code }),
  stopTotp: (password: string) => ask('totp/stop', { password }),
  newRecoveryCodes: (password: string) => ask<{ recoveryCodes: string[] }>('recovery-codes', { password }),
  removePasskey: (id: string, password: string) => ask('passkeys/remove', { id, password }),
  lookAtSetUp: (token: string) => ask<{ jurisdictions: Jurisdiction[] }>('set-up/look', { token }),
  setUp: (facts: Record<string, unknown>) => ask('set-up', facts),
  lookAtInvitation: (token: string) => ask<Invitation>('invitation/look', { token }),
  acceptInvitation: (token: string, password: string) => ask<{ email: string }>('invitation/accept', { token, password }),
  invitationLink: (invitationId: string) => ask<{ link: string }>('invitation/link', { invitationId }),
  showJoinCode: (invitationId: string) => ask<ShownCode>('join/show', { invitationId }, true),
  lookAtJoin: (key: JoinKey) => ask<Joinable>('join/look', key),
  join: (key: JoinKey, pin: string) => ask<{ code: string; email: string }>('join/accept', { key, pin }),
  askForReset: (email: string) => ask('reset/ask', { email }),
  lookAtReset: (token: string) => ask<Reset>('reset/look', { token }),
  chooseByReset: (token: string, password: string) => ask<{ email: string }>('reset/use', { token, password }),
  resetLink: (resetId: string) => ask<{ link: string }>('reset/link', { resetId }),
  stopResets: () => ask('reset/stop', {}),
  signInWithPasskey: async () => {
    const options = PublicKeyCredential.parseRequestOptionsFromJSON(
      await ask<PublicKeyCredentialRequestOptionsJSON>('passkey/options', {}),
    );
    const made = await passkeyOf(() => navigator.credentials.get({ publicKey: options }));
    return ask<Next>('passkey/sign-in', { response: made.toJSON() });
  },
  addPasskey: async (name: string, password: string) => {
    const asked = await ask<PublicKeyCredentialCreationOptionsJSON>('passkeys/begin', { password });
    const options = PublicKeyCredential.parseCreationOptionsFromJSON(asked);
    const made = await passkeyOf(() => navigator.credentials.create({ publicKey: options }));
    await ask('passkeys/add', { response: made.toJSON(), name });
  },
};

/** Closing the browser's own dialogue is an answer, not a fault. */
async function passkeyOf(work: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  const made = await work().catch(() => null);
  if (!(made instanceof PublicKeyCredential)) throw new DoorFailed('passkey_wrong');
  return made;
}

/** Whether this browser can use passkeys at all. */
export function hasPasskeys(): boolean {
  return typeof PublicKeyCredential === 'function' && typeof PublicKeyCredential.parseRequestOptionsFromJSON === 'function';
}

/**
 * What is said of a failure, in the language that is shown when it is said. What the server's codes mean is fetched when the first of them comes: a
 * first visit is short.
 */
export async function doorWords(failed: unknown): Promise<() => string> {
  if (!(failed instanceof DoorFailed) || failed.code === 'no_answer') return m.staff_no_answer;
  const { code, seconds } = failed;
  if (code === 'too_many_tries' && seconds !== undefined) {
    return seconds < 120 ? () => m.staff_wait_seconds({ seconds }) : () => m.staff_wait_minutes({ minutes: Math.ceil(seconds / 60) });
  }
  const texts = await import('../../web/refusal-text.ts').catch(() => null);
  return texts ? () => texts.refusalText({ code }) : m.staff_no_answer;
}
