/** Valid arguments of every command about registrations, enrolments and who walks with whom. */
import { newId } from '../../src/shared/id.ts';
import { type CommandCase, dayFrom, momentFrom } from './command-case.ts';
import type { Stage } from './contract-world.ts';

const desk = { role: 'coordinator', relationship: 'none', about: 'person' } as const;

/** Whom a supervisor may give people to needs no supervision by them; whom a registration names does. */
const aWalker = ({ aColleague, by, relationship }: Stage) =>
  aColleague(['peer'], relationship === 'supervisor' ? { supervisedBy: by.staffId } : {});

const fields = {
  fullName: 'Ezhilarasi Thirumalai',
  pronouns: 'she',
  languages: ['ta', 'en'],
  phone: '+91 98400 55555',
  email: 'canary@example.org',
  safeContact: { leaveMessage: false, nameSender: false, best: 'After six' },
  birthDate: '1991-02-28',
  ageBand: '35_44',
  matters: 'My daughter',
  strengths: 'I sing',
  culture: 'Fridays without meat',
  emergency: { name: 'Nirmala', relation: 'sister', phone: '044 2222 3333' },
};

export const peopleCases: Record<string, CommandCase> = {
  'assign-person': {
    ...desk,
    prepare: async (stage) => ({
      args: {
        ...{ assignmentId: newId(), personId: stage.person, staffId: (await aWalker(stage)).staffId },
        ...{ programmeId: stage.at.programmeId, startsAt: momentFrom(0) },
      },
      refers: { personId: 'person', staffId: 'staff', programmeId: 'programme' },
      makes: { assignmentId: 'assignment' },
    }),
  },
  'cover-while-away': {
    ...desk,
    prepare: async (stage) => ({
      args: {
        ...{ awayStaffId: stage.walker.staffId, coverStaffId: (await aWalker(stage)).staffId },
        ...{ startsAt: momentFrom(0), endsAt: momentFrom(7) },
        people: [{ assignmentId: newId(), personId: stage.person, programmeId: stage.at.programmeId }],
      },
      refers: {
        ...{ awayStaffId: 'staff', coverStaffId: 'staff' },
        ...{ 'people.0.personId': 'person', 'people.0.programmeId': 'programme' },
      },
      makes: { 'people.0.assignmentId': 'assignment' },
    }),
  },
  'edit-person': {
    ...{ role: 'peer', relationship: 'assigned', about: 'person' },
    prepare: async ({ anotherPerson }) => ({
      args: { personId: await anotherPerson(), basedOn: 1, set: { name: 'Ezhil', ...fields } },
      refers: { personId: 'person' },
    }),
  },
  'end-assignment': {
    ...desk,
    prepare: async ({ person, assignment }) => ({
      args: { assignmentId: assignment, personId: person, basedOn: 1, endsAt: momentFrom(0) },
      refers: { assignmentId: 'assignment', personId: 'person' },
    }),
  },
  'end-enrolment': {
    ...desk,
    prepare: async ({ person, given }) => ({
      args: { enrolmentId: await given.enrolment(), personId: person, basedOn: 1, leftOn: dayFrom(0), leftReason: 'Moved to Salem' },
      refers: { enrolmentId: 'enrolment', personId: 'person' },
    }),
  },
  'enrol-person': {
    ...desk,
    prepare: async ({ person, at, sql }) => {
      await sql(`update kith.enrolments set left_on = '2026-04-01' where person_id = '${person}'`);
      return {
        args: { enrolmentId: newId(), personId: person, programmeId: at.programmeId, enrolledOn: dayFrom(0) },
        refers: { personId: 'person', programmeId: 'programme' },
        makes: { enrolmentId: 'enrolment' },
      };
    },
  },
  'hand-over-person': {
    ...desk,
    prepare: async (stage) => ({
      args: {
        ...{ personId: stage.person, programmeId: stage.at.programmeId, fromAssignmentId: stage.assignment, basedOn: 1 },
        ...{ toAssignmentId: newId(), toStaffId: (await aWalker(stage)).staffId, at: momentFrom(0) },
      },
      refers: { personId: 'person', programmeId: 'programme', fromAssignmentId: 'assignment', toStaffId: 'staff' },
      makes: { toAssignmentId: 'assignment' },
    }),
  },
  'merge-people': {
    ...desk,
    prepare: async ({ person, anotherPerson }) => ({
      args: { fromId: person, intoId: await anotherPerson(), basedOn: 1 },
      refers: { fromId: 'person', intoId: 'person' },
    }),
  },
  'register-person': {
    ...{ role: 'peer', relationship: 'none', about: 'person' },
    prepare: async ({ by, role, at, aColleague }) => {
      const walksThemself = role !== 'coordinator' && role !== 'director';
      const staffId = walksThemself ? by.staffId : (await aColleague(['peer'])).staffId;
      return {
        args: {
          ...{ personId: newId(), enrolmentId: newId(), programmeId: at.programmeId, enrolledOn: dayFrom(0) },
          person: { name: 'Ezhil', ...fields, birthDate: null, phone: null },
          walksWith: { assignmentId: newId(), staffId, startsAt: momentFrom(-1) },
          knownDuplicates: [],
        },
        refers: { programmeId: 'programme', 'walksWith.staffId': 'staff' },
        makes: { personId: 'person', enrolmentId: 'enrolment', 'walksWith.assignmentId': 'assignment' },
      };
    },
  },
  'unmerge-people': {
    ...desk,
    prepare: async ({ person, anotherPerson, sql }) => {
      const into = await anotherPerson();
      await sql(`update kith.people set merged_into = '${into}', version = 2 where id = '${person}'`);
      return { args: { fromId: person, intoId: into, basedOn: 2 }, refers: { fromId: 'person', intoId: 'person' } };
    },
  },
};
