/** A real SMTP server that keeps what it is given, and can say "try later". */
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { expect } from 'vitest';
import { type Mailer, openMailer } from '../../src/server/mail/mailer.server.ts';

export type Received = { from: string; to: string[]; raw: string };

export async function aMailbox() {
  const received: Received[] = [];
  const mailbox = { received, refuseNext: 0 };
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        if (mailbox.refuseNext > 0) {
          mailbox.refuseNext -= 1;
          done(Object.assign(new Error('try later'), { responseCode: 451 }));
          return;
        }
        const { mailFrom, rcptTo } = session.envelope;
        received.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map((to) => to.address), raw: Buffer.concat(parts).toString() });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  const { port } = smtp.server.address() as AddressInfo;
  const mailer: Mailer = openMailer({ url: `smtp://127.0.0.1:${port}`, from: 'kith@example.org' });
  const mailTo = (email: string) => received.filter((mail) => mail.to.includes(email));

  return Object.assign(mailbox, {
    mailer,
    mailTo,
    /** Waits until this address has so many mails. */
    arrived: (email: string, howMany = 1) =>
      expect.poll(() => mailTo(email).length, { timeout: 20_000, interval: 100 }).toBeGreaterThanOrEqual(howMany),
    close: async () => {
      mailer.close();
      await new Promise<void>((resolve) => smtp.close(() => resolve()));
    },
  });
}

/** What a reader sees: quoted-printable and base64 bodies undone. */
export function bodyOf(raw: string): string {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  if (/base64/i.test(head)) return Buffer.from(body, 'base64').toString();
  const joined = body.replaceAll('=\r\n', '');
  return Buffer.from(
    joined.replaceAll(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString();
}

export function headOf(raw: string): string {
  return raw.split('\r\n\r\n')[0] ?? '';
}
