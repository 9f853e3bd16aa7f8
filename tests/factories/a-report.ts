/** A progress report with something in every part, in either language. */

import { assembleDocument } from '../../src/features/consents/consent-document.ts';
import type { ReportContent } from '../../src/features/disclosures/disclosure.ts';
import { kindOf, someTerms } from './a-consent.ts';

const id = (n: number) => `01a20000-0000-7000-8000-${String(n).padStart(12, '0')}`;

export function aReport(language: 'en' | 'ta' = 'en'): ReportContent {
  const kind = kindOf('in-mhca-dpdp');
  const document = assembleDocument(kind, someTerms({ kind, language }));
  return {
    form: 'progress-report@1',
    language,
    person: { id: id(1), name: language === 'ta' ? 'கவி' : 'Kavi', birthDate: null },
    organisation: { id: id(2), name: 'Thozhi' },
    sharedBy: { id: id(3), name: 'Meena' },
    recipient: { name: 'Dr Revathi’s room', address: 'Clinic, first floor' },
    period: { from: '2026-05-01', to: '2026-11-01' },
    purpose: { code: 'care_team', label: kind.purposes[0]?.label[language] ?? '' },
    goals: [
      {
        id: id(4),
        words: 'See the sea & <listen>',
        language: 'en',
        status: 'open',
        steps: [{ words: 'Ask about the bus', doneOn: '2026-06-02' }],
      },
      { id: id(5), words: 'கோவிலுக்கு நானே போக வேண்டும்', language: 'ta', status: 'done', steps: [] },
    ],
    closeness: [
      {
        goalId: id(4),
        goalWords: 'See the sea & <listen>',
        points: [
          { closeness: 2, on: '2026-05-04' },
          { closeness: 6, on: '2026-07-04' },
        ],
      },
    ],
    meetings: [
      {
        ...{ id: id(6), on: '2026-06-01', minutes: 40, place: { en: 'At home', ta: 'வீட்டில்' }, mode: { en: 'In person', ta: 'நேரில்' } },
        did: [{ en: 'Listened', ta: 'கேட்டேன்' }],
      },
    ],
    words: [{ id: id(7), voice: 'person', words: 'நேற்று தூங்கினேன்', felt: 'light', language: 'ta', on: '2026-06-01' }],
    withheld: null,
    notice: { id: 'in-mhca-dpdp@2026.1', short: kind.notices.short.text[language], long: kind.notices.long.text[language] },
    consent: {
      ...{ id: id(8), kind: kind.code, title: document.title, signedOn: '2026-04-30', signedBy: 'Kavi', until: '2098-12-31' },
      documentHash: 'a'.repeat(64),
      lines: document.lines,
    },
  };
}

export const sharedThen = { id: id(9), at: '2026-11-02T05:00:00.000Z' };
