/** Everything the server can do, by hand and in one place: what is not in these lists does not exist. */
import { carryEntriesHandler } from '../features/carried/carry-entries.server.ts';
import { registerDeviceKeyHandler } from '../features/carried/register-device-key.server.ts';
import { consentFeed } from '../features/consents/consent-feed.server.ts';
import { declineConsentHandler } from '../features/consents/decline-consent.server.ts';
import { draftConsentHandler } from '../features/consents/draft-consent.server.ts';
import { explainConsentHandler } from '../features/consents/explain-consent.server.ts';
import { markConsentDeficientHandler } from '../features/consents/mark-consent-deficient.server.ts';
import { signConsentHandler } from '../features/consents/sign-consent.server.ts';
import { withdrawConsentHandler } from '../features/consents/withdraw-consent.server.ts';
import { addEntryHandler } from '../features/contacts/add-entry.server.ts';
import { contactFeed, entryFeed } from '../features/contacts/contact-feed.server.ts';
import { cosignContactHandler } from '../features/contacts/cosign-contact.server.ts';
import { recordContactHandler } from '../features/contacts/record-contact.server.ts';
import { strikeContactHandler } from '../features/contacts/strike-contact.server.ts';
import { writeOwnEntryHandler } from '../features/contacts/write-own-entry.server.ts';
import { disclosureFeed } from '../features/disclosures/disclosure-feed.server.ts';
import { fetchDisclosureQuery } from '../features/disclosures/fetch-disclosure.server.ts';
import { previewProgressReportQuery } from '../features/disclosures/preview-progress-report.server.ts';
import { shareProgressReportHandler } from '../features/disclosures/share-progress-report.server.ts';
import { completeEmergencyHandler } from '../features/emergencies/complete-emergency.server.ts';
import { emergencyFeed } from '../features/emergencies/emergency-feed.server.ts';
import { findInEmergencyQuery } from '../features/emergencies/find-in-emergency.server.ts';
import { listEmergencyReviewsQuery } from '../features/emergencies/list-emergency-reviews.server.ts';
import { openEmergencyHandler } from '../features/emergencies/open-emergency.server.ts';
import { readEmergencyNoticeHandler } from '../features/emergencies/read-emergency-notice.server.ts';
import { reviewEmergencyHandler } from '../features/emergencies/review-emergency.server.ts';
import { tellInEmergencyHandler } from '../features/emergencies/tell-in-emergency.server.ts';
import { addFollowUpHandler } from '../features/follow-ups/add-follow-up.server.ts';
import { changeFollowUpHandler } from '../features/follow-ups/change-follow-up.server.ts';
import { followUpFeed } from '../features/follow-ups/follow-up-feed.server.ts';
import { addStepHandler } from '../features/goals/add-step.server.ts';
import { changeGoalHandler } from '../features/goals/change-goal.server.ts';
import { changeStepHandler } from '../features/goals/change-step.server.ts';
import { goalFeed, goalRatingFeed, goalStepFeed } from '../features/goals/goal-feed.server.ts';
import { rateGoalHandler } from '../features/goals/rate-goal.server.ts';
import { setGoalHandler } from '../features/goals/set-goal.server.ts';
import { liftLockHandler } from '../features/locks/lift-lock.server.ts';
import { lockFeed } from '../features/locks/lock-feed.server.ts';
import { setLockHandler } from '../features/locks/set-lock.server.ts';
import { listLooksQuery } from '../features/looks/list-looks.server.ts';
import { lookFeed } from '../features/looks/look-feed.server.ts';
import { recordLookHandler } from '../features/looks/record-look.server.ts';
import { keepWordHandler } from '../features/mirror/keep-word.server.ts';
import { mirrorKeepFeed } from '../features/mirror/mirror-keep-feed.server.ts';
import { addProgrammeHandler, editOrganisationHandler, editProgrammeHandler } from '../features/organisations/edit-organisation.server.ts';
import { organisationFeed, programmeFeed } from '../features/organisations/organisation-feed.server.ts';
import { assignPersonHandler } from '../features/people/assign-person.server.ts';
import { coverWhileAwayHandler } from '../features/people/cover-while-away.server.ts';
import {
  findLikelyDuplicatesQuery,
  listAssignmentsQuery,
  listLikelyDuplicatesQuery,
  searchPeopleQuery,
} from '../features/people/desk-lists.server.ts';
import { editPersonHandler } from '../features/people/edit-person.server.ts';
import { endAssignmentHandler } from '../features/people/end-assignment.server.ts';
import { endEnrolmentHandler } from '../features/people/end-enrolment.server.ts';
import { enrolPersonHandler } from '../features/people/enrol-person.server.ts';
import { handOverPersonHandler } from '../features/people/hand-over-person.server.ts';
import { mergePeopleHandler, unmergePeopleHandler } from '../features/people/merge-people.server.ts';
import { assignmentFeed, enrolmentFeed, personFeed } from '../features/people/person-feed.server.ts';
import { registerPersonHandler } from '../features/people/register-person.server.ts';
import { sayWhatMattersHandler } from '../features/people/say-what-matters.server.ts';
import { confirmPurgeHandler } from '../features/purges/confirm-purge.server.ts';
import { listPurgesQuery } from '../features/purges/list-purges.server.ts';
import { countContactsQuery } from '../features/reports/count-contacts.server.ts';
import { exportContactCountsHandler, listContactWeeksCsvQuery } from '../features/reports/export-contact-counts.server.ts';
import {
  addRepresentativeHandler,
  endRepresentativeHandler,
  inviteRepresentativeHandler,
} from '../features/representatives/add-representative.server.ts';
import { representativeFeed } from '../features/representatives/representative-feed.server.ts';
import { fetchRequestFileQuery } from '../features/requests/fetch-request-file.server.ts';
import { listRequestsQuery } from '../features/requests/list-requests.server.ts';
import { makeRequestHandler } from '../features/requests/make-request.server.ts';
import { requestFeed } from '../features/requests/request-feed.server.ts';
import { takeRequestFileHandler } from '../features/requests/take-request-file.server.ts';
import {
  answerRequestHandler,
  extendRequestHandler,
  sayDisagreementHandler,
  takeUpRequestHandler,
} from '../features/requests/work-request.server.ts';
import { confirmErasureHandler, stopErasureHandler } from '../features/retention/erasures.server.ts';
import { liftLegalHoldHandler, setLegalHoldHandler } from '../features/retention/legal-holds.server.ts';
import { listDueQuery } from '../features/retention/list-due.server.ts';
import {
  changeOwnLocaleHandler,
  changeStaffRolesHandler,
  deactivateStaffHandler,
  reactivateStaffHandler,
} from '../features/staff/change-staff.server.ts';
import { inviteStaffHandler, renewInvitationHandler, withdrawInvitationHandler } from '../features/staff/invite-staff.server.ts';
import { listDevicesQuery, listSupervisedDevicesQuery } from '../features/staff/list-devices.server.ts';
import { listTeamQuery } from '../features/staff/list-team.server.ts';
import { makeResetLinkHandler, withdrawResetLinkHandler } from '../features/staff/make-reset-link.server.ts';
import { revokeDeviceHandler } from '../features/staff/revoke-device.server.ts';
import { staffFeed } from '../features/staff/staff-feed.server.ts';
import { endViewHandler, inviteToViewHandler } from '../features/views/invite-to-view.server.ts';
import { viewFeed } from '../features/views/view-feed.server.ts';
import { changeVisitHandler } from '../features/visits/change-visit.server.ts';
import { planVisitHandler } from '../features/visits/plan-visit.server.ts';
import { visitFeed } from '../features/visits/visit-feed.server.ts';
import type { CommandHandler } from './command-handler.ts';
import type { FeedSource } from './feed.ts';
import { listKnownCommandsQuery } from './known-commands.ts';
import type { QueryHandler } from './query-handler.ts';

export const commandHandlers: readonly CommandHandler[] = [
  addEntryHandler,
  addFollowUpHandler,
  addProgrammeHandler,
  addRepresentativeHandler,
  addStepHandler,
  answerRequestHandler,
  assignPersonHandler,
  carryEntriesHandler,
  changeFollowUpHandler,
  changeGoalHandler,
  changeOwnLocaleHandler,
  changeStaffRolesHandler,
  changeStepHandler,
  changeVisitHandler,
  confirmErasureHandler,
  completeEmergencyHandler,
  confirmPurgeHandler,
  cosignContactHandler,
  coverWhileAwayHandler,
  deactivateStaffHandler,
  declineConsentHandler,
  draftConsentHandler,
  editOrganisationHandler,
  editPersonHandler,
  editProgrammeHandler,
  endAssignmentHandler,
  endEnrolmentHandler,
  endRepresentativeHandler,
  endViewHandler,
  enrolPersonHandler,
  explainConsentHandler,
  exportContactCountsHandler,
  extendRequestHandler,
  handOverPersonHandler,
  inviteRepresentativeHandler,
  inviteStaffHandler,
  inviteToViewHandler,
  keepWordHandler,
  liftLegalHoldHandler,
  liftLockHandler,
  markConsentDeficientHandler,
  makeRequestHandler,
  mergePeopleHandler,
  openEmergencyHandler,
  planVisitHandler,
  rateGoalHandler,
  reactivateStaffHandler,
  readEmergencyNoticeHandler,
  recordContactHandler,
  recordLookHandler,
  registerDeviceKeyHandler,
  registerPersonHandler,
  renewInvitationHandler,
  reviewEmergencyHandler,
  revokeDeviceHandler,
  makeResetLinkHandler,
  withdrawResetLinkHandler,
  sayDisagreementHandler,
  sayWhatMattersHandler,
  setGoalHandler,
  setLegalHoldHandler,
  setLockHandler,
  shareProgressReportHandler,
  signConsentHandler,
  stopErasureHandler,
  strikeContactHandler,
  takeRequestFileHandler,
  takeUpRequestHandler,
  tellInEmergencyHandler,
  unmergePeopleHandler,
  withdrawConsentHandler,
  withdrawInvitationHandler,
  writeOwnEntryHandler,
];

export const feedSources: readonly FeedSource[] = [
  assignmentFeed,
  consentFeed,
  contactFeed,
  disclosureFeed,
  emergencyFeed,
  enrolmentFeed,
  entryFeed,
  followUpFeed,
  goalFeed,
  goalRatingFeed,
  goalStepFeed,
  lockFeed,
  lookFeed,
  mirrorKeepFeed,
  organisationFeed,
  personFeed,
  programmeFeed,
  representativeFeed,
  requestFeed,
  staffFeed,
  viewFeed,
  visitFeed,
];

export const queryHandlers: readonly QueryHandler[] = [
  countContactsQuery,
  fetchDisclosureQuery,
  fetchRequestFileQuery,
  findInEmergencyQuery,
  findLikelyDuplicatesQuery,
  listAssignmentsQuery,
  listContactWeeksCsvQuery,
  listDevicesQuery,
  listDueQuery,
  listEmergencyReviewsQuery,
  listKnownCommandsQuery,
  listLikelyDuplicatesQuery,
  listLooksQuery,
  listPurgesQuery,
  listRequestsQuery,
  listSupervisedDevicesQuery,
  listTeamQuery,
  previewProgressReportQuery,
  searchPeopleQuery,
];
