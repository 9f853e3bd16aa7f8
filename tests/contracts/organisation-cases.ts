/** Valid arguments of every command about the organisation, its programmes and those who work in it. */
import { newId } from '../../src/shared/id.ts';
import type { CommandCase } from './command-case.ts';
import type { Stage } from './contract-world.ts';

const administers = { role: 'administrator', relationship: 'none', about: 'organisation' } as const;

const duties = async ({ at, by }: Stage) => ({
  ...{ title: 'Peer specialist', roles: ['peer', 'senior_peer'], programmeIds: [at.programmeId] },
  supervisorIds: [by.staffId],
});
const dutiesRefer = { 'programmeIds.0': 'programme', 'supervisorIds.0': 'staff' } as const;

export const organisationCases: Record<string, CommandCase> = {
  'add-programme': {
    ...administers,
    prepare: async () => ({ args: { id: newId(), name: 'Night line', cosignRequired: true, origin: null }, makes: { id: 'programme' } }),
  },
  'carry-entries': {
    ...{ role: 'peer', relationship: 'none', about: 'self' },
    prepare: async ({ aColleague }) => ({
      args: { authorId: (await aColleague(['peer'])).staffId, deviceId: newId(), commandIds: [newId(), newId()] },
      refers: { authorId: 'staff' },
    }),
  },
  'change-own-locale': {
    ...{ role: 'peer', relationship: 'none', about: 'self' },
    prepare: async () => ({ args: { locale: 'ta' } }),
  },
  'change-staff-roles': {
    ...administers,
    prepare: async (stage) => ({
      args: { staffId: (await stage.aColleague(['peer'])).staffId, basedOn: 1, ...(await duties(stage)) },
      refers: { staffId: 'staff', ...dutiesRefer },
    }),
  },
  'deactivate-staff': {
    ...administers,
    prepare: async ({ aColleague }) => ({
      args: { staffId: (await aColleague(['peer'])).staffId, basedOn: 1 },
      refers: { staffId: 'staff' },
    }),
  },
  'edit-organisation': {
    ...{ ...administers, oneRow: true },
    prepare: async ({ by, sql }) => {
      await sql(`update kith.organisations set version = 1 where org_id = '${by.orgId}'`);
      return {
        args: {
          ...{ basedOn: 1, name: 'Thozhi', peopleWord: 'member', languages: ['ta', 'en'] },
          ...{ secondFactorRequired: false, offlineLeaseHours: 48 },
        },
      };
    },
  },
  'edit-programme': {
    ...administers,
    prepare: async ({ at, sql }) => {
      const id = newId();
      await sql(`insert into kith.programmes (org_id, id, name) values ('${at.orgId}', '${id}', 'Noon walk')`);
      return {
        args: { id, basedOn: 1, name: 'Late walk', cosignRequired: true, origin: 'part2', endedOn: '2026-11-01' },
        refers: { id: 'programme' },
      };
    },
  },
  'invite-staff': {
    ...administers,
    prepare: async (stage) => ({
      args: {
        ...{ staffId: newId(), invitationId: newId(), name: 'Selvi', email: `canary-${newId()}@example.org`, locale: 'ta' },
        ...(await duties(stage)),
      },
      refers: dutiesRefer,
      makes: { staffId: 'staff' },
    }),
  },
  'make-reset-link': {
    ...administers,
    prepare: async ({ aColleague }) => ({
      args: { staffId: (await aColleague(['peer'], { joined: true })).staffId, resetId: newId() },
      refers: { staffId: 'staff' },
    }),
  },
  'reactivate-staff': {
    ...administers,
    prepare: async ({ aColleague }) => ({
      args: { staffId: (await aColleague(['peer'], { active: false })).staffId, basedOn: 1 },
      refers: { staffId: 'staff' },
    }),
  },
  'renew-invitation': {
    ...administers,
    prepare: async ({ aColleague }) => ({
      args: { staffId: (await aColleague(['peer'])).staffId, invitationId: newId() },
      refers: { staffId: 'staff' },
    }),
  },
  'register-device-key': {
    ...{ role: 'evaluator', relationship: 'none', about: 'self' },
    prepare: async ({ by, sql }) => {
      const deviceId = newId();
      await sql(`insert into kith.devices (org_id, staff_id, id) values ('${by.orgId}', '${by.staffId}', '${deviceId}')`);
      // Any 65 bytes that begin as a point does: whether it is one shows when somebody signs.
      const publicKey = Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 7)]).toString('base64url');
      return { args: { keyId: newId(), deviceId, publicKey } };
    },
  },
  'revoke-device': {
    ...administers,
    prepare: async ({ aColleague, sql }) => {
      const { orgId, staffId } = await aColleague(['peer'], { joined: true });
      const deviceId = newId();
      await sql(`insert into kith.devices (org_id, staff_id, id) values ('${orgId}', '${staffId}', '${deviceId}')`);
      return { args: { staffId, deviceId, everyone: false }, refers: { staffId: 'staff' } };
    },
  },
  'withdraw-reset-link': {
    ...administers,
    prepare: async ({ aColleague, by, walker, sql }) => {
      const { orgId, staffId } = await aColleague(['peer'], { joined: true });
      await sql(`insert into kith.password_resets (org_id, id, staff_id, kind, made_by, expires_at)
        values ('${orgId}', '${newId()}', '${staffId}', 'administrator', '${by.view || by.represents ? walker.staffId : by.staffId}', now() + interval '1 hour')`);
      return { args: { staffId }, refers: { staffId: 'staff' } };
    },
  },
  'withdraw-invitation': {
    ...administers,
    prepare: async ({ aColleague }) => ({
      args: { staffId: (await aColleague(['peer'])).staffId },
      refers: { staffId: 'staff' },
    }),
  },
};
