import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasSharedData, sharedData } from '../../../tests/setup/shared-data.ts';
import { buildNameIndex, likelyDuplicates, type NamedPerson, nameKeys } from './name-search.ts';
import { mistakesBetween } from './spelling-distance.ts';

const read = <Shape>(path: string, without: Shape): Shape => JSON.parse(sharedData(path) ?? 'null') ?? without;

type TextCase = { kind: string; a?: string; b?: string; text?: string; query?: string; match?: boolean; note?: string };
const textCases = read<{ cases: TextCase[] }>('language/tamil-text-cases.json', { cases: [] }).cases;
const tamilNames = read<{ male: string[]; female: string[] }>('language/tamil-names.json', { male: [], female: [] });
const romanNames = read<{ last_name: string[] }>('language/indian-names-roman.json', { last_name: [] });

const meet = (a: string, b: string) => nameKeys(a).some((key) => nameKeys(b).includes(key));
const finds = (names: string[], query: string) => buildNameIndex([{ id: 'x', names }]).search(query, 5).length === 1;

describe('names that sound the same have a key in common', () => {
  it.each([
    ['கவிதா', 'Kavitha', 'kavita', 'Kavidha'],
    ['சுப்பிரமணியன்', 'Subramanian', 'subramaniyan', 'SUBRAMANIAN'],
    ['முத்து', 'Muthu', 'muttu'],
    ['செல்வி', 'Selvi', 'chelvi'],
    ['José', 'jose', 'José'],
    ['லக்ஷ்மி', 'Lakshmi', 'Laxmi'],
    ['மீனாட்சி', 'Meenakshi', 'Meenatchi'],
    ['பிரியா', 'Priya'],
    ['ராஜேஷ்', 'Rajesh'],
    ['வெற்றி', 'Vetri'],
    ['காவ்யா', 'காவியா', 'Kavya'],
    ['மகேஷ்', 'Mahesh'],
    ['இரவி', 'ரவி', 'Ravi'],
    ['பாத்திமா', 'ஃபாத்திமா', 'Fathima', 'Fatima'],
    ['அழகு', 'Azhagu', 'Alagu'],
    ['கௌரி', 'Gowri', 'Gauri'],
    ['தமிழ்ச்செல்வி', 'Tamilselvi', 'Thamizhselvi'],
    ['கொடி', 'கொடி'],
  ])('%s, %s', (first, ...others) => {
    for (const other of others) expect(meet(first, other), `${first} ${nameKeys(first)} / ${other} ${nameKeys(other)}`).toBe(true);
  });

  it.each([
    ['அவன்', 'அவள்'],
    ['கௌ', 'கெள'],
    ['Kavitha', 'Kavin'],
    ['முத்து', 'மதி'],
    ['Selvi', 'Selvan'],
  ])('%s and %s stay two names', (a, b) => {
    expect(meet(a, b)).toBe(false);
  });
});

describe('Unicode cases', () => {
  it.skipIf(!hasSharedData)('are there', () => {
    expect(textCases.length).toBeGreaterThan(10);
  });

  it.each(textCases.filter((each) => each.kind === 'equal'))('$a and $b are one ($note)', ({ a = '', b = '' }) => {
    expect(nameKeys(a)).toEqual(nameKeys(b));
    expect(finds([a], b)).toBe(true);
  });

  it.each(textCases.filter((each) => each.kind === 'different'))('$a and $b are two ($note)', ({ a = '', b = '' }) => {
    expect(nameKeys(a)).not.toEqual(nameKeys(b));
    expect(finds([a], b)).toBe(false);
  });

  it.each(textCases.filter((each) => each.kind === 'search'))('$query in $text: $match ($note)', ({ text = '', query = '', match }) => {
    expect(finds([text], query)).toBe(match);
  });
});

describe('searching', () => {
  const people: NamedPerson[] = [
    { id: 'kavitha', names: ['கவிதா செல்வம்', 'Kavi'] },
    { id: 'kavin', names: ['Kavin Raj'] },
    { id: 'subramanian', names: ['Subramanian K.'] },
    { id: 'muthukumar', names: ['முத்து குமார்'] },
    { id: 'kumar', names: ['Kumar'] },
    { id: 'jose', names: ['José Álvarez'] },
    { id: 'anne', names: ["Anne-Marie O'Brien"] },
    { id: 'nura', names: ['نورا'] },
  ];
  const index = buildNameIndex(people);

  it.each([
    ['kavitha', ['kavitha', 'kavin']],
    ['Kavi', ['kavitha', 'kavin']],
    ['கவி', ['kavitha', 'kavin']],
    ['selvam kavita', ['kavitha']],
    ['subramniyan', ['subramanian']],
    ['subramaniam', ['subramanian']],
    ['சுப்பிர', ['subramanian']],
    ['muthukumar', ['muthukumar']],
    ['kumar', ['kumar', 'muthukumar']],
    ['alvarez', ['jose']],
    ['obrien', ['anne']],
    ['annemarie', ['anne']],
    ['نورا', ['nura']],
    ['kavitha kumar', []],
    ['', []],
    ['  .,- ', []],
    ['\u0000\ud800', []],
  ])('%j finds %j, in that order', (query, expected) => {
    expect(index.search(query, 10)).toEqual(expected);
  });

  it('gives no more than asked for', () => {
    expect(index.search('k', 1)).toHaveLength(1);
    expect(index.search('kavi', 0)).toEqual([]);
  });

  it('puts a beginning before a misspelling', () => {
    const found = buildNameIndex([
      { id: 'misspelt', names: ['Marta'] },
      { id: 'begins', names: ['Maryam'] },
      { id: 'same', names: ['Mary'] },
    ]).search('mary', 9);
    expect(found.slice(0, 2)).toEqual(['same', 'begins']);
  });

  it('never throws, and finds every name by itself', { timeout: 30_000 }, () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (name) => {
        const found = buildNameIndex([{ id: 'x', names: [name] }]).search(name, 3);
        expect(found).toEqual(
          /[\p{L}\p{M}\p{N}]/u.test(name.normalize('NFKD').replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')) ? ['x'] : found,
        );
      }),
    );
  });
});

describe.skipIf(!hasSharedData)('five thousand people', { timeout: 30_000 }, () => {
  const given = [...tamilNames.male, ...tamilNames.female];
  const people: NamedPerson[] = Array.from({ length: 5_000 }, (_, at) => ({
    id: String(at),
    names: [
      `${given[(at * 7) % given.length]} ${at % 2 === 0 ? given[(at * 13) % given.length] : romanNames.last_name[at % romanNames.last_name.length]}`,
    ],
  }));
  const index = buildNameIndex(people);

  it('finds each of 100 of them by the whole name as written, among the first ten', () => {
    const missed = people.filter((person, at) => at % 50 === 0 && !index.search(person.names[0] ?? '', 10).includes(person.id));
    expect(missed).toEqual([]);
  });

  it('takes at most 60 times as long as looking for the letters and understanding nothing', () => {
    const queries = ['கவிதா', 'subramniyan', 'muthu kumar', 'செல்', 'xyzzyx', 'தமிழ்ச்செல்வி'];
    const best = (work: () => number) => {
      let least = Infinity;
      for (let run = 0; run < 6; run += 1) {
        const before = performance.now();
        expect(work()).toBeGreaterThanOrEqual(0);
        least = Math.min(least, performance.now() - before);
      }
      return least;
    };
    const naive = best(() =>
      queries.reduce(
        (sum, query) =>
          sum + people.filter((person) => person.names.some((name) => name.normalize('NFKC').toLowerCase().includes(query))).length,
        0,
      ),
    );
    const ours = best(() => queries.reduce((sum, query) => sum + index.search(query, 20).length, 0));
    expect(ours / naive).toBeLessThan(60);
  });
});

describe('counting mistakes', () => {
  it.each([
    ['kavita', 'kavita', 0],
    ['kavta', 'kavita', 1],
    ['kaviat', 'kavita', 1],
    ['kavtia', 'kavita', 1],
    ['avan', 'aval', 2],
    ['mina', 'mila', 1],
    ['abc', 'xyz', 3],
  ])('%s for %s: %i', (typed, known, expected) => {
    expect(mistakesBetween(typed, known, { most: 2, beginning: false })).toBe(expected);
  });

  it('forgives the rest of a word that is still being typed', () => {
    expect(mistakesBetween('suprma', 'supramanian', { most: 2, beginning: true })).toBe(1);
  });
});

describe('people who may be here already', () => {
  const people = [
    { id: 'kavitha', names: ['கவிதா செல்வம்', 'Kavi'], birthDate: '1990-06-15', phones: ['+91 98400 12345'] },
    { id: 'kumar', names: ['Senthil Kumar'], birthDate: '1990-06-15', phones: ['044-2464 0050'] },
    { id: 'other', names: ['Robert Jones'], birthDate: null, phones: [] },
  ];
  it.each([
    ['the name in another script', { names: ['Kavitha Selvam'] }, [['kavitha', ['name']]]],
    ['the name misspelt, words turned round', { names: ['Selvm Kavidha'] }, [['kavitha', ['name']]]],
    ['a phone with and without country code', { names: ['Zed'], phones: ['098400 12345'] }, [['kavitha', ['phone']]]],
    ['a phone in Tamil digits', { names: ['Zed'], phones: ['௯௮௪௦௦௧௨௩௪௫'] }, [['kavitha', ['phone']]]],
    ['part of the name and the birth date', { names: ['Kumar M'], birthDate: '1990-06-15' }, [['kumar', ['name', 'birth_date']]]],
    ['everything', { names: ['Kavi'], birthDate: '1990-06-15', phones: ['9840012345'] }, [['kavitha', ['name', 'birth_date', 'phone']]]],
    ['only the birth date', { names: ['Zed'], birthDate: '1990-06-15' }, []],
    ['only one word of a longer name', { names: ['Kumar Raja'] }, []],
    ['too few digits', { names: ['Zed'], phones: ['12345'] }, []],
    ['nothing at all', { names: [''] }, []],
  ])('by %s', (_, candidate, expected) => {
    expect(likelyDuplicates(candidate, people).map(({ id, reasons }) => [id, reasons])).toEqual(expected);
  });

  it('puts the likelier one first', () => {
    const both = likelyDuplicates({ names: ['Senthil Kumar'], phones: ['9840012345'], birthDate: '1990-06-15' }, people);
    expect(both.map((each) => each.id)).toEqual(['kavitha', 'kumar']);
    expect(both[0]?.score).toBeGreaterThan(both[1]?.score ?? 0);
  });
});
