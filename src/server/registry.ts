/** Everything the server can do, by hand and in one place: what is not in these lists does not exist. */
import { addEntryHandler } from '../features/contacts/add-entry.server.ts';
import { contactFeed, entryFeed } from '../features/contacts/contact-feed.server.ts';
import { cosignContactHandler } from '../features/contacts/cosign-contact.server.ts';
import { recordContactHandler } from '../features/contacts/record-contact.server.ts';
import { strikeContactHandler } from '../features/contacts/strike-contact.server.ts';
import { addFollowUpHandler } from '../features/follow-ups/add-follow-up.server.ts';
import { changeFollowUpHandler } from '../features/follow-ups/change-follow-up.server.ts';
import { followUpFeed } from '../features/follow-ups/follow-up-feed.server.ts';
import { addStepHandler } from '../features/goals/add-step.server.ts';
import { changeGoalHandler } from '../features/goals/change-goal.server.ts';
import { changeStepHandler } from '../features/goals/change-step.server.ts';
import { goalFeed, goalRatingFeed, goalStepFeed } from '../features/goals/goal-feed.server.ts';
import { rateGoalHandler } from '../features/goals/rate-goal.server.ts';
import { setGoalHandler } from '../features/goals/set-goal.server.ts';
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
import { countContactsQuery } from '../features/reports/count-contacts.server.ts';
import { exportContactCountsHandler, listContactWeeksCsvQuery } from '../features/reports/export-contact-counts.server.ts';
import {
  changeOwnLocaleHandler,
  changeStaffRolesHandler,
  deactivateStaffHandler,
  reactivateStaffHandler,
} from '../features/staff/change-staff.server.ts';
import { inviteStaffHandler, renewInvitationHandler, withdrawInvitationHandler } from '../features/staff/invite-staff.server.ts';
import { listDevicesQuery } from '../features/staff/list-devices.server.ts';
import { listTeamQuery } from '../features/staff/list-team.server.ts';
import { revokeDeviceHandler } from '../features/staff/revoke-device.server.ts';
import { staffFeed } from '../features/staff/staff-feed.server.ts';
import { changeVisitHandler } from '../features/visits/change-visit.server.ts';
import { planVisitHandler } from '../features/visits/plan-visit.server.ts';
import { visitFeed } from '../features/visits/visit-feed.server.ts';
import type { CommandHandler } from './command-handler.ts';
import type { FeedSource } from './feed.ts';
import type { QueryHandler } from './query-handler.ts';

export const commandHandlers: readonly CommandHandler[] = [
  addEntryHandler,
  addFollowUpHandler,
  addProgrammeHandler,
  addStepHandler,
  assignPersonHandler,
  changeFollowUpHandler,
  changeGoalHandler,
  changeOwnLocaleHandler,
  changeStaffRolesHandler,
  changeStepHandler,
  changeVisitHandler,
  cosignContactHandler,
  coverWhileAwayHandler,
  deactivateStaffHandler,
  editOrganisationHandler,
  editPersonHandler,
  editProgrammeHandler,
  endAssignmentHandler,
  endEnrolmentHandler,
  enrolPersonHandler,
  exportContactCountsHandler,
  handOverPersonHandler,
  inviteStaffHandler,
  keepWordHandler,
  mergePeopleHandler,
  planVisitHandler,
  rateGoalHandler,
  reactivateStaffHandler,
  recordContactHandler,
  recordLookHandler,
  registerPersonHandler,
  renewInvitationHandler,
  revokeDeviceHandler,
  setGoalHandler,
  strikeContactHandler,
  unmergePeopleHandler,
  withdrawInvitationHandler,
];

export const feedSources: readonly FeedSource[] = [
  assignmentFeed,
  contactFeed,
  enrolmentFeed,
  entryFeed,
  followUpFeed,
  goalFeed,
  goalRatingFeed,
  goalStepFeed,
  lookFeed,
  mirrorKeepFeed,
  organisationFeed,
  personFeed,
  programmeFeed,
  staffFeed,
  visitFeed,
];

export const queryHandlers: readonly QueryHandler[] = [
  countContactsQuery,
  findLikelyDuplicatesQuery,
  listAssignmentsQuery,
  listContactWeeksCsvQuery,
  listDevicesQuery,
  listLikelyDuplicatesQuery,
  listLooksQuery,
  listTeamQuery,
  searchPeopleQuery,
];
