/**
 * Opening a vault with a passkey (finger, face, the phone's own lock): WebAuthn's PRF extension gives, for a stored salt, always the same
 * secret, and only after its holder was checked. Whether a browser can is found out by trying: what is said about it changes from release to
 * release (reliability.md §4).
 */
type Bytes = Uint8Array<ArrayBuffer>;

export type VaultPasskey = { credentialId: Bytes; salt: Bytes; secret: Bytes };

/** `cannot`: this phone or passkey has no PRF · `stopped`: its holder turned away, or took too long. */
export class PasskeyFailed extends Error {
  readonly why: 'cannot' | 'stopped';
  constructor(why: PasskeyFailed['why']) {
    super(why);
    this.why = why;
  }
}

/** Whether to offer it at all: a phone that can check its holder. Says nothing yet about PRF. */
export async function mayHavePasskey(): Promise<boolean> {
  if (typeof PublicKeyCredential !== 'function') return false;
  try {
    return await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable();
  } catch {
    return false;
  }
}

/** @param label what the phone's own list of passkeys shows: initials, never a name or what kind of programme this is */
export async function makeVaultPasskey(label: string): Promise<VaultPasskey> {
  const salt = random(32);
  const made = await ask(() =>
    navigator.credentials.create({
      publicKey: {
        rp: { id: location.hostname, name: 'Kith' },
        user: { id: random(16), name: label, displayName: label },
        challenge: random(32), // nobody checks the signature: what counts is the secret
        pubKeyCredParams: [
          { type: 'public-key', alg: -7 },
          { type: 'public-key', alg: -257 },
        ],
        authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
        // A salt at once, not an empty question: some systems refuse to make a passkey otherwise.
        extensions: { prf: { eval: { first: salt } } },
      },
    }),
  );
  const { prf } = made.getClientExtensionResults();
  if (!prf?.enabled) throw new PasskeyFailed('cannot');
  const credentialId = new Uint8Array(made.rawId);
  const secret = bytesOf(prf.results?.first) ?? (await secretOf({ credentialId, salt }));
  return { credentialId, salt, secret };
}

/** What this passkey answers for its salt. @throws PasskeyFailed */
export async function secretOf({ credentialId, salt }: { credentialId: Bytes; salt: Bytes }): Promise<Bytes> {
  const got = await ask(() =>
    navigator.credentials.get({
      publicKey: {
        rpId: location.hostname,
        challenge: random(32),
        allowCredentials: [{ type: 'public-key', id: credentialId }],
        userVerification: 'required',
        extensions: { prf: { eval: { first: salt } } },
      },
    }),
  );
  const secret = bytesOf(got.getClientExtensionResults().prf?.results?.first);
  if (!secret) throw new PasskeyFailed('cannot');
  return secret;
}

async function ask(question: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  const answer = await question().catch(() => null);
  if (!(answer instanceof PublicKeyCredential)) throw new PasskeyFailed('stopped');
  return answer;
}

function bytesOf(source: BufferSource | undefined): Bytes | null {
  if (!source) return null;
  return source instanceof ArrayBuffer
    ? new Uint8Array(source)
    : new Uint8Array(source.buffer as ArrayBuffer, source.byteOffset, source.byteLength).slice();
}

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
