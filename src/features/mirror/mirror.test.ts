import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MirrorLexicon, mirrorSchema } from '../../packs/pack-schema.ts';
import { applyAlternative, findMirrorWords } from './mirror.ts';
import { quotedRanges } from './quotations.ts';
import { isTamilSuffix } from './tamil-suffixes.ts';

const packs = new URL('../../../packs/', import.meta.url);
const lexiconAt = (path: string): MirrorLexicon => mirrorSchema.parse(JSON.parse(readFileSync(new URL(path, packs), 'utf8')));
const english = lexiconAt('core/lists/mirror.en.json');
const tamil = lexiconAt('in-tn/lists/mirror.ta.json');
const nothingKept: ReadonlySet<string> = new Set();
const marked = (text: string, lexicon = english, kept = nothingKept) => findMirrorWords(text, lexicon, { kept }).map((hit) => hit.found);

describe('English words that are marked', () => {
  it.each([
    ['She refused the rent form.', ['refused']],
    ['He is an addict.', ['addict']],
    ["The ADDICTS met; addict’s brother came, the addict's mother too.", ['ADDICTS', 'addict', 'addict']],
    ['Long history of substance abuse and drug-abuse.', ['substance abuse', 'drug-abuse']],
    ['He stayed clean for a month, then relapsed.', ['stayed clean', 'relapsed']],
    ['We filled in the Relapse Prevention Plan', []],
    ['We talked about relapse prevention today', ['relapse prevention']],
    ['Her uncle committed\nsuicide.', ['committed\nsuicide']],
    ['non-compliant, noncompliant, non compliant', ['non-compliant', 'noncompliant', 'non compliant']],
    ['attention-seeking behaviour', ['attention-seeking']],
    ['The patient came late. All patients did.', ['The patient', 'patients']],
    ['My case is moving to Erode', ['My case']],
    ['She claims that he hit her', ['She claims']],
    ['wheelchair-bound since 2019', ['wheelchair-bound']],
    ['He must attend the group', ['He must']],
    ['addicted to heroin', ['addicted to heroin']],
    ['ex-con, no-show', ['ex-con', 'no-show']],
  ])('%j', (text, expected) => {
    const found = marked(text);
    expect(found).toEqual(expected);
  });

  it('finds a word for each of the 56 rows', () => {
    const rows = [
      'addict',
      'alcoholics',
      'substance abuse',
      'drug habit',
      'stayed clean',
      'dirty test',
      'relapse',
      'relapse prevention',
      'strung out',
      'getting high',
      'replacement therapy',
      'former addict',
      'schizophrenic',
      'is borderline',
      'mentally ill',
      'suffers from',
      'the homeless',
      'committed suicide',
      'failed attempt',
      'cry for help',
      'non-compliant',
      'refused',
      'resistant',
      'in denial',
      'unmotivated',
      'unrealistic',
      'manipulative',
      'attention seeking',
      'acting out',
      'poor judgement',
      'dangerous',
      'frequent flyer',
      'enabling',
      'lacks insight',
      'low functioning',
      'decompensating',
      'baseline',
      'hallucinating',
      'paranoid',
      'treatment team decided',
      'client admits',
      'the patient',
      'caseload',
      'discharged to aftercare',
      'was placed in',
      'deficits',
      'weaknesses',
      'he must',
      'let him',
      'victim of',
      'wheelchair-bound',
      'ex-con',
      'hard to reach',
      'inappropriate',
      'psychotic',
      'normal people',
    ];
    expect(rows).toHaveLength(56);
    for (const row of rows) expect(marked(row), row).toEqual([row]);
  });
});

describe('English words that are left alone', () => {
  it.each([
    'We spent the morning cleaning the room; the room is clean.',
    'She got clean clothes and clean water.',
    'He waited patiently. Be patient with me. She is very patient.',
    'She is a patient listener.',
    'Take an umbrella in case it rains; in any case, just in case.',
    'The court case is on Friday. The case worker called.',
    'He is addicted to chess.',
    'She is a wheelchair user. The service user forum met.',
    'Her hopes are high. His fever was high.',
    'She had drunk her tea.',
    'The landlord refused. We were refused entry.',
    'She was admitted to the ward.',
    'He claims disability benefits.',
    'It must be hard. She must have been tired.',
    'No problem at all.',
    'I let her know. Let him rest.',
    'We filled in the Drug Abuse Screening Test and went to Alcoholics Anonymous.',
    'Attention deficit is what he was told.',
    'hormone replacement therapy',
    'a dangerous road, a violent husband',
    'Crazy busy week; crazy about cricket.',
    'We did the baseline survey.',
    'The case: of course. Committed to her plan. Suicide was not mentioned.',
    'committed. Suicide prevention day',
    'The homeless shelter was full.',
    'Aftershave, reuser, addiction, relapses2',
  ])('%j', (text) => {
    expect(marked(text)).toEqual([]);
  });
});

describe('quotations belong to whoever is quoted', () => {
  it.each([
    ['She said "I am an addict" and smiled.', []],
    ['She said “I am an addict” and smiled.', []],
    ["She said 'I am an addict' and smiled.", []],
    ['She said ‘I’m an addict’ and smiled.', []],
    ['அவர் சொன்னது: «I am an addict».', []],
    ['"yes" he said, the addict said "no"', ['addict']],
    ["It's the addict's choice, isn't it", ['addict']],
    ["The peers' room, the addict, the members' room", ['addict']],
    ["'Tis the addict", ['addict']],
    ['He typed "I am an addict', []],
    ['He typed "I am\nThe addict', ['addict']],
    ['6 ft 2" tall addict', ['addict']],
    ["rock 'n' roll addict", ['addict']],
  ])('%j', (text, expected) => {
    expect(marked(text)).toEqual(expected);
  });
});

describe('keeping a word', () => {
  it('leaves a kept term alone, and only that one', () => {
    expect(marked('He refused. He relapsed.', english, new Set(['refused']))).toEqual(['relapsed']);
  });

  it('does not find a shorter word inside a kept phrase', () => {
    expect(marked('relapse prevention', english, new Set(['relapse_prevention']))).toEqual([]);
  });
});

describe('writing the other word', () => {
  const change = (text: string, alternative: string) => {
    const hit = findMirrorWords(text, english, { kept: nothingKept })[0];
    if (!hit) throw new Error(`nothing marked in ${text}`);
    return applyAlternative(text, hit, alternative);
  };
  it.each([
    ['She refused the form.', 'declined', 'She declined the form.'],
    ['Refused the form.', 'declined', 'Declined the form.'],
    ['SHE REFUSED THE FORM', 'declined', 'SHE DECLINED THE FORM'],
    ['He is an addict.', 'person in recovery', 'He is a person in recovery.'],
    ['An addict came.', 'person in recovery', 'A person in recovery came.'],
    ['It was a relapse.', 'unplanned return', 'It was an unplanned return.'],
    ['She is a junkie', 'person who uses drugs', 'She is a person who uses drugs'],
    ['She refused', 'said “not yet”', 'She said “not yet”'],
    ['She must go', 'she wants to', 'She wants to go'],
    ['They let him go', 'supported him to', 'They supported him to go'],
  ])('%j with %j', (text, alternative, expected) => {
    expect(change(text, alternative)).toBe(expected);
  });
});

describe('Tamil', () => {
  it.each([
    ['வாடகைப் படிவத்தை மறுத்துவிட்டார், யோசிக்க நேரம் கேட்டார்.', ['மறுத்துவிட்டார்']],
    ['அவர் ஒரு குடிகாரர்.', ['குடிகாரர்']],
    ['குடிகாரனுக்கும் குடிகாரர்களுக்கும்', ['குடிகாரனுக்கும்', 'குடிகாரர்களுக்கும்']],
    ['பைத்தியம் என்றார்கள். பைத்தியத்தை, பைத்தியமாக, பைத்தியக்காரன்', ['பைத்தியம்', 'பைத்தியத்தை', 'பைத்தியமாக', 'பைத்தியக்காரன்']],
    ['அவன் லூசு', ['லூசு']],
    ['பேய் பிடித்தவர் போல இருந்தார்', ['பேய் பிடித்தவர்']],
    ['ஊனமுற்றவர்களுக்கு பாஸ் உண்டு', ['ஊனமுற்றவர்களுக்கு']],
    ['பிச்சைக்காரர்களை அழைத்தோம்', ['பிச்சைக்காரர்களை']],
    ['அனாதையாக வளர்ந்தார்', ['அனாதையாக']],
    ['மனநோயாளிகளின் குடும்பம்', ['மனநோயாளிகளின்']],
    ['குடிக்கு அடிமையானவர்', ['குடிக்கு அடிமையானவர்']],
  ])('marks in %j', (text, expected) => {
    expect(marked(text, tamil)).toEqual(expected);
  });

  it.each([
    'குடிதண்ணீர் இல்லை, குடிசை வீடு, குடித்தார்',
    'நாற்காலி நொண்டிக்கொண்டு நின்றது',
    'அலிபாய் கடையில் டீ குடித்தோம். அலமாரி, அலிகான்',
    'அனாதை இல்லத்தில் வேலை செய்கிறார்',
    'மெண்டல் ஹெல்த் மையம்',
    'விதவை ஓய்வூதியம் கிடைத்தது',
    'மக்கள் வந்தார்கள், மக்களுக்காக',
    'ஊமை வெயில் அடித்தது',
    'அவர் “நான் ஒரு பைத்தியம்” என்றார்',
    'பைத்தியநாதன் வந்தார்',
    'சக நோயாளி சொன்னார்',
  ])('leaves %j alone', (text) => {
    expect(marked(text, tamil)).toEqual([]);
  });

  it.each([
    ['', true],
    ['கள்', true],
    ['களுக்கும்', true],
    ['யைத்தான்', true],
    ['யை', true],
    ['க்கொண்டு', false],
    ['நாதன்', false],
  ])('takes %j as an ending: %j', (rest, expected) => {
    expect(isTamilSuffix(rest)).toBe(expected);
  });
});

describe('the lexicons', () => {
  it('offer one to three alternatives, none of which is marked itself', () => {
    for (const lexicon of [english, tamil]) {
      for (const { code, variants } of lexicon.terms) {
        for (const alternative of variants.flatMap((variant) => variant.alternatives)) {
          expect(marked(alternative, lexicon), `${code}: ${alternative}`).toEqual([]);
        }
      }
    }
  });

  it('find every form they name', () => {
    for (const lexicon of [english, tamil]) {
      for (const { code, variants } of lexicon.terms) {
        for (const form of variants.flatMap((variant) => variant.forms)) {
          const word = form.replace('*', '');
          const hits = findMirrorWords(word, lexicon, { kept: nothingKept });
          expect(
            hits.map((hit) => hit.term),
            `${code}: ${form}`,
          ).toEqual([code]);
        }
      }
    }
  });

  it('give Tamil a list of its own', () => {
    expect(tamil.terms.length).toBeGreaterThanOrEqual(25);
    expect(
      tamil.terms
        .flatMap((term) => term.variants.flatMap((variant) => [...variant.forms, ...variant.alternatives]))
        .filter((text) => !/\p{Script=Tamil}/u.test(text)),
    ).toEqual([]);
  });
});

describe('any text at all', { timeout: 30_000 }, () => {
  const piece = fc.oneof(
    fc.constantFrom("'", '"', '“', '”', '‘', '’', '\n', ' ', '-', '.', 'an', 'addict', 'the', 'patient', 'குடிகார', 'ன்', 'relapse'),
    fc.string({ unit: 'binary' }),
  );
  it('gives ordered ranges that hold what they say, and never throws', () => {
    fc.assert(
      fc.property(
        fc.array(piece).map((parts) => parts.join('')),
        (text) => {
          for (const lexicon of [english, tamil]) {
            let end = 0;
            for (const hit of findMirrorWords(text, lexicon, { kept: nothingKept })) {
              expect(hit.start).toBeGreaterThanOrEqual(end);
              expect(hit.end).toBeGreaterThan(hit.start);
              expect(text.slice(hit.start, hit.end)).toBe(hit.found);
              end = hit.end;
            }
          }
          let end = 0;
          for (const range of quotedRanges(text)) {
            expect(range.start).toBeGreaterThanOrEqual(end);
            end = range.end;
          }
        },
      ),
    );
  });

  it.each(['the ', "'a ", '“\n', 'relapse ', 'drug ', 'non-', 'குடிகார', '" a'])(
    'takes about twice as long for twice the text of %j',
    (unit) => {
      const time = (text: string) => {
        findMirrorWords(text, english, { kept: nothingKept });
        let best = Infinity;
        for (let run = 0; run < 5; run += 1) {
          // This process's own time, so that what else the machine does is not counted.
          const before = process.cpuUsage();
          findMirrorWords(text, english, { kept: nothingKept });
          findMirrorWords(text, tamil, { kept: nothingKept });
          best = Math.min(best, process.cpuUsage(before).user);
        }
        return best;
      };
      // Quadratic work would take 64 times as long for 8 times the text; half of that is generous to a busy machine.
      // Less than 5 ms cannot be told apart: the system counts a process's time in coarse steps.
      expect(time(unit.repeat(16_000))).toBeLessThan(32 * Math.max(time(unit.repeat(2_000)), 5_000));
    },
  );
});
