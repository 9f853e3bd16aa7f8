/** The rows a device holds, by table, with previews of unsent commands laid over them. */
import type { ContactRow, EntryRow } from '../features/contacts/contact.ts';
import type { FollowUpRow } from '../features/follow-ups/follow-up.ts';
import type { GoalRatingRow, GoalRow, GoalStepRow } from '../features/goals/goal.ts';
import type { LookRow } from '../features/looks/look.ts';
import type { MirrorKeepRow } from '../features/mirror/mirror-keep.ts';
import type { OrganisationRow, ProgrammeRow } from '../features/organisations/organisation.ts';
import type { AssignmentRow, EnrolmentRow, PersonRow } from '../features/people/person.ts';
import type { StaffRow } from '../features/staff/staff.ts';
import type { VisitRow } from '../features/visits/visit.ts';

export type Rows = {
  organisations: OrganisationRow;
  programmes: ProgrammeRow;
  staff: StaffRow;
  people: PersonRow;
  enrolments: EnrolmentRow;
  assignments: AssignmentRow;
  goals: GoalRow;
  goal_steps: GoalStepRow;
  goal_ratings: GoalRatingRow;
  contacts: ContactRow;
  entries: EntryRow;
  follow_ups: FollowUpRow;
  visits: VisitRow;
  looks: LookRow;
  mirror_keeps: MirrorKeepRow;
};
