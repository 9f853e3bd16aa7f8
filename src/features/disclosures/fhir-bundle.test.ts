import type { Bundle, Composition, Goal } from 'fhir/r4.js';
import { describe, expect, it } from 'vitest';
import { aReport, sharedThen } from '../../../tests/factories/a-report.ts';
import { bundleOf } from './fhir-bundle.server.ts';

const bundle = bundleOf(aReport(), sharedThen);
const types = (made: Bundle) => made.entry?.map((entry) => entry.resource?.resourceType);
/** Every value under a key, at any depth. */
function* under(value: unknown, key: string): Generator<unknown> {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    if (name === key) yield inner;
    yield* under(inner, key);
  }
}

describe('the bundle', () => {
  it('is a document: a composition first, then what it speaks of, each once and under its own address', () => {
    expect(bundle).toMatchObject({
      resourceType: 'Bundle',
      type: 'document',
      identifier: { value: `urn:uuid:${sharedThen.id}` },
      timestamp: sharedThen.at,
    });
    expect(types(bundle)).toEqual([
      ...[
        'Composition',
        'Patient',
        'Organization',
        'Practitioner',
        'Goal',
        'Goal',
        'Observation',
        'Observation',
        'Encounter',
        'Observation',
      ],
      ...['Consent', 'Provenance'],
    ]);
    const addresses = bundle.entry?.map((entry) => entry.fullUrl) ?? [];
    expect(new Set(addresses).size).toBe(addresses.length);
    for (const { fullUrl, resource } of bundle.entry ?? []) expect(fullUrl).toBe(`urn:uuid:${resource?.id}`);
    for (const { resource } of bundle.entry ?? []) expect(resource?.id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  it('points only to what is in it', () => {
    const there = new Set(bundle.entry?.map((entry) => entry.fullUrl));
    const references = [...under(bundle, 'reference')].filter((each): each is string => typeof each === 'string');
    expect(references.length).toBeGreaterThan(15);
    expect(references.filter((each) => !there.has(each))).toEqual([]);
  });

  it('carries the consent, its scope, the notice, and who vouches for it', () => {
    const composition = bundle.entry?.[0]?.resource as Composition;
    const consent = composition.section?.find((section) => section.title === 'consent');
    expect(consent?.text?.div).toContain('confidential under section 23');
    expect(consent?.text?.div).toContain('Stopping is as easy as saying yes');
    expect(bundle.entry?.find((entry) => entry.resource?.resourceType === 'Consent')?.resource).toMatchObject({
      status: 'active',
      provision: { type: 'permit', period: { end: '2098-12-31' }, purpose: [{ code: 'care_team' }] },
    });
    expect(bundle.entry?.find((entry) => entry.resource?.resourceType === 'Provenance')?.resource).toMatchObject({
      policy: [`urn:kith:consent:${'a'.repeat(64)}`],
    });
  });

  it('says the person’s words as they said them, in their language, and escapes them where it makes a page of them', () => {
    const goals = bundle.entry?.filter((entry) => entry.resource?.resourceType === 'Goal').map((entry) => entry.resource as Goal);
    expect(goals?.map((each) => [each.language, each.description.text, each.lifecycleStatus])).toEqual([
      ['en', 'See the sea & <listen>', 'active'],
      ['ta', 'கோவிலுக்கு நானே போக வேண்டும்', 'completed'],
    ]);
    const odd = bundleOf({ ...aReport(), withheld: 'Ask <them> & "wait"' }, sharedThen);
    expect(JSON.stringify(odd)).toContain('Ask &lt;them&gt; &amp; &quot;wait&quot;');
  });

  it('leaves no trace of a part that does not go', () => {
    const { goals, meetings, words, ...rest } = aReport();
    const some = bundleOf({ ...rest, closeness: rest.closeness?.map((line) => ({ ...line, goalWords: null })) ?? [] }, sharedThen);
    expect(types(some)).toEqual([
      'Composition',
      'Patient',
      'Organization',
      'Practitioner',
      'Observation',
      'Observation',
      'Consent',
      'Provenance',
    ]);
    const composition = some.entry?.[0]?.resource as Composition | undefined;
    expect(composition?.section?.map((section) => section.title)).toEqual(['closeness', 'consent']);
    for (const gone of [goals?.[0]?.words, meetings?.[0]?.id, words?.[0]?.words]) expect(JSON.stringify(some)).not.toContain(gone);
    // What a rating is close to would be a goal.
    expect([...under(some, 'focus')]).toEqual([]);
  });

  it('is the same each time, so that the same thing is known again', () => {
    expect(bundleOf(aReport(), sharedThen)).toEqual(bundle);
  });
});
