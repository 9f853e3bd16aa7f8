import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aDoorWorld, type Browser, type DoorWorld, origin, secret } from '../../../tests/factories/door-world.ts';
import { aMailbox, bodyOf, headOf } from '../../../tests/factories/mailbox.ts';
import { type Jobs, openJobs } from '../../server/jobs.ts';
import { openMailer } from '../../server/mail/mailer.server.ts';
import { newId } from '../../shared/id.ts';
import { inviteStaff, withdrawInvitation } from './invite-staff.ts';
import { sendInvitationJob } from './send-invitation-job.server.ts';

let world: DoorWorld;
let adas: Browser;
let mailbox: Awaited<ReturnType<typeof aMailbox>>;
let jobs: Jobs | null = null;
const logged: string[] = [];

beforeAll(async () => {
  world = await aDoorWorld({ hasMail: true });
  adas = await world.setUp();
  mailbox = await aMailbox();
  await world.owner.query('update pgboss.queue set retry_delay = 1, retry_backoff = false');
  const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) });
  jobs = await openJobs({
    connection: { ...world.config, user: 'kith_jobs' },
    jobs: [sendInvitationJob({ database: world.one.database, mailer: mailbox.mailer, secret, origin })],
    log,
    pollSeconds: 0.5,
  });
});
afterAll(async () => {
  await jobs?.stop();
  await mailbox.close();
  await world.end();
});

const invite = async (name: string, email: string, locale: string) => {
  const args = {
    staffId: newId(),
    invitationId: newId(),
    name,
    email,
    locale,
    title: null,
    roles: ['peer'],
    programmeIds: [],
    supervisorIds: [],
  };
  expect((await adas.command(inviteStaff, args)).outcome).toBe('accepted');
  return args;
};
describe('the mail of an invitation', () => {
  it('carries a link that opens, in the language of who gets it, and says nothing of the programme or of anyone outside its body', async () => {
    await invite('Ravi Kumar', 'ravi@example.org', 'en');
    await mailbox.arrived('ravi@example.org');
    const [mail] = mailbox.mailTo('ravi@example.org');
    const raw = mail?.raw ?? '';
    expect(headOf(raw)).toMatch(/^Subject: Your invitation$/m);
    expect(headOf(raw)).toMatch(/^From: Kith <kith@example.org>$/m);
    expect(headOf(raw)).not.toMatch(/Ravi|Ada|Harbour|Warmline|[Pp]eer|[Ss]upport/);
    const body = bodyOf(raw);
    expect(body).toContain('Hello Ravi Kumar');
    expect(body).not.toMatch(/Harbour|Warmline|support|recovery/i);
    const token = /\/invitation\/([\w-]+)/.exec(body)?.[1] ?? '';
    const browser = world.browser(world.two);
    expect((await browser.door('invitation/look', { token })).body).toMatchObject({ name: 'Ravi Kumar' });
  });

  it('speaks Tamil to who reads Tamil', async () => {
    await invite('கலா', 'kala@example.org', 'ta');
    await mailbox.arrived('kala@example.org');
    const body = bodyOf(mailbox.mailTo('kala@example.org')[0]?.raw ?? '');
    expect(body).toContain('வணக்கம் கலா');
    expect(body).not.toContain('Hello');
  });

  it('is one mail, to one person, whatever was typed as a name', async () => {
    const hostile = 'Eve\r\nBcc: all@example.org\r\nSubject: hello\r\n\r\nanother body\r\n.\r\nMAIL FROM:<x@example.org>';
    await invite(hostile, 'eve@example.org', 'en');
    await mailbox.arrived('eve@example.org');
    const mails = mailbox.received.filter((mail) => mail.to.some((to) => to === 'eve@example.org' || to === 'all@example.org'));
    expect(mails.map((mail) => mail.to)).toEqual([['eve@example.org']]);
    const head = headOf(mails[0]?.raw ?? '');
    expect(head).not.toMatch(/^bcc:/im);
    expect(head.match(/^subject:/gim)?.length).toBe(1);
  });

  it('is tried again when the mail server says later, and the log and the job keep no address', async () => {
    mailbox.refuseNext = 2;
    await invite('Later', 'later@example.org', 'en');
    await mailbox.arrived('later@example.org');
    expect(mailbox.refuseNext).toBe(0);
    const { rows } = await world.owner.query('select data, output from pgboss.job');
    expect(JSON.stringify(rows)).not.toMatch(/@|Later|Ravi/);
    expect(logged.join('')).not.toMatch(/@example|Ravi|Later/);
  });

  it('is not sent once the invitation was withdrawn', async () => {
    mailbox.refuseNext = 1;
    const args = await invite('Gone', 'gone@example.org', 'en');
    await expect.poll(() => mailbox.refuseNext, { timeout: 20_000 }).toBe(0);
    await adas.command(withdrawInvitation, { staffId: args.staffId });
    await expect
      .poll(
        async () => (await world.owner.query(`select state from pgboss.job where data ->> 'id' = $1`, [args.invitationId])).rows[0]?.state,
        { timeout: 20_000 },
      )
      .toBe('completed');
    expect(mailbox.mailTo('gone@example.org')).toEqual([]);
  });

  it('is the only place of the link when there is mail: it is shown to nobody', async () => {
    const args = await invite('Own', 'own@example.org', 'en');
    expect((await adas.door('invitation/link', { invitationId: args.invitationId })).status).toBe(403);
  });

  it.each([
    'a@example.org, b@example.org',
    'a@example.org\r\nRCPT TO:<b@example.org>',
    '"x" <a@example.org>',
    'a@example.org;b@example.org',
    '',
  ])('is refused for %j as an address', async (to) => {
    const mailer = openMailer({ url: 'smtp://127.0.0.1:9', from: 'kith@example.org' });
    await expect(mailer.send({ id: 'x', to, subject: 's', text: 't' })).rejects.toThrow('one plain e-mail address');
    mailer.close();
  });
});
