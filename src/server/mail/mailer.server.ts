/**
 * Mail, by SMTP. Sent by jobs only, never inside a transaction. Sender and subject are neutral: a mailbox is read over shoulders and on
 * lock screens, so neither says what kind of programme this is, nor names anyone.
 */
import { createTransport } from 'nodemailer';

export type Mail = {
  to: string;
  subject: string;
  /** Plain text. */
  text: string;
  /** The same for every repeat of the same mail, so that a mailbox shows it once. */
  id: string;
};

export type Mailer = { send: (mail: Mail) => Promise<void>; close: () => void };

export type MailerOptions = {
  /** `smtp://user:password@host:587` or `smtps://…`; certificates are checked. */
  url: string;
  /** The sender's address; its name is always "Kith". */
  from: string;
};

/** One address, nothing else: no list, no name, no line break (CVE-2021-23400, GHSA-vvjj-xcjg-gr5g). */
const oneAddress = /^[^\s<>,;:"()[\]\\@]+@[^\s<>,;:"()[\]\\@]+$/;

export function openMailer({ url, from }: MailerOptions): Mailer {
  if (!oneAddress.test(from)) throw new Error('the sender of mails must be one plain e-mail address');
  const transport = createTransport({
    url,
    disableFileAccess: true,
    disableUrlAccess: true,
    connectionTimeout: 15_000,
    socketTimeout: 30_000,
  });
  const host = from.slice(from.lastIndexOf('@') + 1);
  return {
    send: async (mail) => {
      if (!oneAddress.test(mail.to)) throw new Error('not one plain e-mail address');
      await transport.sendMail({
        from: { name: 'Kith', address: from },
        to: { name: '', address: mail.to },
        subject: oneLine(mail.subject),
        text: mail.text,
        messageId: `<${mail.id.replaceAll(/[^\w-]/g, '')}@${host}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    },
    close: () => transport.close(),
  };
}

/** A subject is one line whatever it was made of. */
function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: taking control characters out is the purpose
  return text.replaceAll(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ').trim();
}
