import { describe, expect, it } from 'vitest';
import { kindOf } from '../../../tests/factories/a-consent.ts';
import { termsSchema } from './consent.ts';
import { checkConsent } from './consent-rules.ts';
import { emptyForm, signatureOf, termsOf } from './share-form.ts';

const kind = kindOf('in-mhca-dpdp');
const empty = emptyForm(kind, { name: 'Kavi', languages: ['ta', 'en'] }, 'en');
const about = { kind, discloser: 'Thozhi', subjectName: 'Kavi', what: ['Your goals'] };
const check = (form: typeof empty) =>
  checkConsent(kind, {
    terms: termsOf(form, { ...about, what: form.classes.length > 0 ? about.what : [] }),
    explained: { language: form.language },
    signature: signatureOf(form),
    personLanguages: ['ta', 'en'],
    today: '2026-11-27',
  }).map((problem) => problem.code);

describe('the form', () => {
  it('starts at no', () => {
    expect(empty.classes).toEqual([]);
    expect(check(empty)).toEqual([
      ...['information', 'recipient', 'purpose', 'expiry', 'signature'].map((each) => `consent_missing_${each}`),
    ]);
  });

  it('is complete when it is filled, and fits what the server takes', () => {
    const form = {
      ...empty,
      recipient: ' Dr Revathi ',
      purpose: 'care_team',
      day: '2027-01-31',
      classes: ['goal_plan' as const],
      drawing: 'M 1 1 L 2 2',
    };
    expect(check(form)).toEqual([]);
    const terms = termsOf(form, about);
    expect(termsSchema.parse(terms)).toEqual(terms);
    expect(terms).toMatchObject({
      recipient: { name: 'Dr Revathi', members: null },
      expiry: { kind: 'date', on: '2027-01-31', text: null },
    });
  });

  it('forgets what was typed for a way that was not taken', () => {
    const form = {
      ...empty,
      expiry: 'event' as const,
      day: '2027-01-31',
      event: 'When I move',
      drawing: 'M 1 1',
      method: 'typed' as const,
      authority: 'x',
      witness: 'y',
    };
    expect(termsOf(form, about).expiry).toEqual({ kind: 'event', on: null, text: 'When I move' });
    expect(signatureOf(form)).toMatchObject({ drawing: null, authority: null, witness: null });
  });
});

it.each([
  [['ta'], 'en', 'ta'],
  [['ta', 'en'], 'en', 'en'],
  [[], 'ta', 'ta'],
  [['hi'], 'en', 'en'],
] as const)('for somebody who reads %j, on a screen in %s, it opens in %s', (languages, locale, opened) => {
  expect(emptyForm(kind, { name: 'Kavi', languages }, locale).language).toBe(opened);
});
