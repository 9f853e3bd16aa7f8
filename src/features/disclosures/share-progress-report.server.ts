/** The transaction of `share-progress-report`: through the gate once more, and exactly one record of what went. */
import { handle, Refused } from '../../server/command-handler.ts';
import { holdSharing } from '../consents/consent-queries.server.ts';
import { reportParts } from './disclosure.ts';
import { mayShare } from './disclosure-policy.ts';
import { insertDisclosure } from './disclosure-queries.server.ts';
import { putTogether } from './progress-report.server.ts';
import { shareProgressReport } from './share-progress-report.ts';

export const shareProgressReportHandler = handle({
  command: shareProgressReport,
  reach: 'near',
  audit: 'record.shared',
  dataClass: 'accounting',
  load: async (tx, args, actor) => {
    // A stop that arrives in this moment is either seen here, or waits until this has gone.
    await holdSharing(tx, actor.orgId, args.personId);
    return putTogether(tx, actor, args);
  },
  may: (report, actor) => mayShare(actor) ?? (!report.goes && report.why === 'consent_hidden' ? 'not_yours' : null),
  run: async ({ tx, args, facts: report, actor }) => {
    if (!report.goes) throw new Refused(`share_${report.why}`);
    if (report.hash !== args.contentHash) throw new Refused('share_changed');
    const { content, kind } = report;
    await insertDisclosure(tx, actor.orgId, {
      id: args.disclosureId,
      ...{ personId: args.personId, consentId: args.consentId, disclosedBy: actor.staffId },
      ...{ recipientName: content.recipient.name, recipientAddress: content.recipient.address },
      parts: reportParts.filter((part) => content[part] !== undefined),
      ...{ purpose: content.purpose.code, legalBasis: kind.code, channel: args.channel, noticeId: content.notice.id },
      ...{ consentAttached: true, viaEhr: false, partialBecauseLocked: report.partialBecauseLocked },
      ...{ fromDay: args.from, toDay: args.to, content: report.text, contentHash: report.hash },
    });
    // With the hash of what went, so that the audit chain holds it.
    const details = { disclosureId: args.disclosureId, consentId: args.consentId, channel: args.channel, contentHash: report.hash };
    return {
      changes: [{ table: 'disclosures', id: args.disclosureId, scopeId: args.personId }],
      audit: [{ scopeId: args.personId, details }],
    };
  },
});
