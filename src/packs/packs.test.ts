import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseCalendarDay } from '../shared/calendar-day.ts';
import { listPacks, loadPackSet } from './load-pack.server.ts';
import { choicesOf, crisisLinesOn, isSourced, labelOf } from './pack-labels.ts';
import { listNames, PackError, type PackSet } from './pack-schema.ts';

const packsFolder = fileURLToPath(new URL('../../packs', import.meta.url));
const packIds = ['core', 'us', 'in-tn', 'ca-on'];

const sets = new Map<string, PackSet>();
for (const id of packIds) sets.set(id, await loadPackSet(packsFolder, [id]));
const setOf = (id: string): PackSet => {
  const set = sets.get(id);
  if (!set) throw new Error(`no pack ${id}`);
  return set;
};

/** Every object in a pack's files, with where it is. */
function* objectsIn(value: unknown, path: string): Generator<[string, Record<string, unknown>]> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield [path, value as Record<string, unknown>];
  for (const [key, each] of Object.entries(value)) yield* objectsIn(each, `${path}.${key}`);
}

const files = packIds.flatMap((id) =>
  ['lists', 'values'].flatMap((folder) =>
    readdirSync(join(packsFolder, id, folder), { withFileTypes: true }).map((entry) => `${id}/${folder}/${entry.name}`),
  ),
);

describe('the packs', () => {
  it('are the four of the first release, each with a README that names sources', async () => {
    expect((await listPacks(packsFolder)).map((manifest) => manifest.id)).toEqual(['ca-on', 'core', 'in-tn', 'us']);
    for (const id of packIds) expect(readFileSync(join(packsFolder, id, 'README.md'), 'utf8')).toMatch(/source/i);
  });

  it('have a version that says what they were merged from', () => {
    expect(setOf('in-tn').version).toBe('core@2026.3+in-tn@2026.4');
  });

  it.each(files)('%s gives source and day for every value', (file) => {
    const json = JSON.parse(readFileSync(join(packsFolder, file), 'utf8')) as Record<string, unknown>;
    const sourced = (value: Record<string, unknown>) => typeof value.source === 'string' && typeof value.checkedOn === 'string';
    const ofRequests = [json.deadlines, json.accountings, json.complaints].flatMap((each) => each ?? []);
    const values = (json.lines ?? json.limits ?? json.byPayer ?? json.kinds ?? ofRequests) as Record<string, unknown>[];
    const eachForItself = ['crisis-lines.json', 'limits.json', 'consents.json', 'deadlines.json', 'retention.json', 'representatives.json'];
    if (!eachForItself.some((name) => file.endsWith(name))) expect(sourced(json)).toBe(true);
    expect(values.filter((value) => !sourced(value))).toEqual([]);
  });

  it('speak both languages everywhere, the Tamil in Tamil script', () => {
    const notTamil: string[] = [];
    let labels = 0;
    for (const file of files.filter((each) => !each.includes('mirror.'))) {
      for (const [path, object] of objectsIn(JSON.parse(readFileSync(join(packsFolder, file), 'utf8')), file)) {
        if (!('en' in object)) continue;
        labels += 1;
        if (!/\p{Script=Tamil}/u.test(String(object.ta))) notTamil.push(path);
      }
    }
    expect(labels).toBeGreaterThan(150);
    expect(notTamil).toEqual([]);
  });

  it.each(packIds)('%s offers something in every list, each code once', (id) => {
    for (const list of listNames) {
      const codes = choicesOf(setOf(id), list).map((item) => item.code);
      expect(codes.length, list).toBeGreaterThan(1);
      expect(new Set(codes).size, list).toBe(codes.length);
    }
  });

  it('map every place to a place-of-service code in the United States, and none in Tamil Nadu', () => {
    expect(choicesOf(setOf('us'), 'contact-places').filter((place) => !place.pos)).toEqual([]);
    expect(choicesOf(setOf('in-tn'), 'contact-places').filter((place) => place.pos)).toEqual([]);
  });

  it('map every activity to competencies', () => {
    expect(choicesOf(setOf('core'), 'activities').filter((activity) => !activity.competencies?.length)).toEqual([]);
  });

  it('count units in the United States only', () => {
    expect(packIds.map((id) => setOf(id).unitRules.default)).toEqual(['none', 'floor15', 'none', 'none']);
  });

  it('never pass general knowledge for official', () => {
    const codes = choicesOf(setOf('us'), 'contact-places');
    expect(codes.filter(isSourced)).toEqual([]);
    expect(choicesOf(setOf('core'), 'contact-places').every(isSourced)).toBe(true);
  });
});

describe('consents', () => {
  const kinds = packIds.flatMap((id) => setOf(id).consents.map((kind) => [`${id}: ${kind.code}`, kind] as const));

  it('are of four kinds, and none for a programme that chose no jurisdiction', () => {
    expect(kinds.map(([, kind]) => kind.code)).toEqual(['us-part2', 'us-hipaa', 'in-mhca-dpdp', 'ca-on-phipa']);
    expect(setOf('core').consents).toEqual([]);
  });

  it.each(kinds)('%s gives source and day for every value in it', (_, kind) => {
    const unsourced = [kind.notices.short, kind.notices.long, kind.withheld, ...kind.elements, ...kind.purposes, ...kind.statements].filter(
      (value) => value.source === '' || value.checkedOn === '',
    );
    expect(unsourced).toEqual([]);
  });

  it('may go on without an end only for treatment, payment and operations under Part 2', () => {
    const endless = kinds.flatMap(([, kind]) =>
      kind.purposes.filter((each) => each.expiries.includes('none')).map((each) => `${kind.code} ${each.code}`),
    );
    expect(endless).toEqual(['us-part2 tpo']);
  });

  it('carry the short statement of 42 CFR 2.32 word by word, and say that the long one is still to be compared', () => {
    const part2 = setOf('us').consents.find((kind) => kind.code === 'us-part2');
    expect(part2?.notices.short.text.en).toBe('42 CFR part 2 prohibits unauthorized use or disclosure of these records.');
    expect(part2?.notices.long.confidence).toBe('general-knowledge');
  });

  it('of one code are replaced whole by the later pack', async () => {
    const both = await loadPackSet(packsFolder, ['us', 'ca-on']);
    expect(both.consents.map((kind) => `${kind.pack} ${kind.code}`)).toEqual(['us us-part2', 'us us-hipaa', 'ca-on ca-on-phipa']);
  });
});

describe('labels', () => {
  it.each([
    ['contact-places', 'at_home', 'en', 'At home'],
    ['contact-places', 'at_home', 'ta', 'வீட்டில்'],
    ['contact-places', 'on_the_moon', 'en', 'on_the_moon'],
    ['roles', 'peer', 'en', 'Peer support specialist'],
  ] as const)('%s %s in %s is %s', (list, code, locale, label) => {
    expect(labelOf(setOf('us'), list, code, locale)).toBe(label);
  });
});

describe('crisis lines', () => {
  const set = setOf('in-tn');
  const verified = parseCalendarDay(set.crisis.lines.find((line) => line.verifiedAt !== null)?.verifiedAt ?? '');
  it.each([
    [0, 'fresh'],
    [90, 'fresh'],
    [91, 'stale'],
    [-1, 'stale'],
  ])('are, %i days after somebody verified them, %s', (days, state) => {
    const today = parseCalendarDay(new Date(Date.parse(verified) + days * 86_400_000).toISOString().slice(0, 10));
    expect(crisisLinesOn(set, today).find((line) => line.verifiedAt === verified)?.state).toBe(state);
  });

  it('are never hidden, emergencies first, and unverified where nobody has asked', () => {
    const lines = crisisLinesOn(set, parseCalendarDay('2030-01-01'));
    expect(lines).toHaveLength(set.crisis.lines.length);
    expect(lines[0]?.kind).toBe('emergency');
    expect(lines.filter((line) => line.confidence === 'general-knowledge' && line.state !== 'unverified')).toEqual([]);
  });
});

describe('a broken pack is refused with file and field', () => {
  let folder = '';
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'kith-packs-')), 'packs');
    cpSync(packsFolder, folder, { recursive: true });
  });
  afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

  type Json = Record<string, unknown> & {
    lines: Record<string, unknown>[];
    items: Record<string, unknown>[];
    terms: Record<string, unknown>[];
    kinds: Record<string, Record<string, unknown>[]>[];
  };
  const change = (path: string, edit: (json: Json) => void) => () => {
    const json = JSON.parse(readFileSync(join(folder, path), 'utf8')) as Json;
    edit(json);
    writeFileSync(join(folder, path), JSON.stringify(json));
  };
  const at = <Value>(list: Value[], index: number): Value => list[index] as Value;

  it.each<[string, () => void, string, RegExp]>([
    [
      'a missing field',
      change('us/values/crisis-lines.json', (json) => delete at(json.lines, 2).checkedOn),
      'us',
      /^packs\/us\/values\/crisis-lines\.json: lines\[2\]\.checkedOn: is missing/,
    ],
    [
      'a wrong type',
      change('us/values/crisis-lines.json', (json) => {
        at(json.lines, 0).region = 7;
      }),
      'us',
      /crisis-lines\.json: lines\[0\]\.region: .*expected string/,
    ],
    [
      'a day that never was',
      change('us/values/crisis-lines.json', (json) => {
        at(json.lines, 1).verifiedAt = '2026-02-30';
      }),
      'us',
      /lines\[1\]\.verifiedAt: must be a day/,
    ],
    [
      'an unknown field',
      change('core/lists/activities.json', (json) => {
        at(json.items, 3).colour = 'red';
      }),
      'us',
      /packs\/core\/lists\/activities\.json: items\[3\]\.colour: unknown field "colour"/,
    ],
    [
      'a code there twice',
      change('core/lists/roles.json', (json) => {
        at(json.items, 1).code = 'peer';
      }),
      'us',
      /roles\.json: items\[1\]\.code: "peer" is there twice/,
    ],
    [
      'a language left out',
      change('core/lists/roles.json', (json) => {
        at(json.items, 0).label = { en: 'Peer' };
      }),
      'us',
      /roles\.json: items\[0\]\.label\.ta: is missing/,
    ],
    [
      'a new code without label',
      change('us/lists/contact-places.json', (json) => {
        at(json.items, 0).code = 'igloo';
      }),
      'us',
      /us\/lists\/contact-places\.json: items\[0\]\.label: the code "igloo" is new/,
    ],
    [
      'an unknown competency',
      change('core/lists/activities.json', (json) => {
        at(json.items, 0).competencies = ['C99'];
      }),
      'us',
      /activities\.json: listened\.competencies: no competency "C99"/,
    ],
    [
      'an unknown pack to extend',
      change('us/pack.json', (json) => {
        json.extends = ['mars'];
      }),
      'us',
      /packs\/us\/pack\.json: extends: there is no pack "mars"/,
    ],
    [
      'packs that extend each other',
      change('core/pack.json', (json) => {
        json.extends = ['us'];
      }),
      'us',
      /extends: goes round in a circle: us → core → us/,
    ],
    [
      'an id that is not the folder',
      change('us/pack.json', (json) => {
        json.id = 'uk';
      }),
      'us',
      /packs\/us\/pack\.json: id: must be "us"/,
    ],
    [
      'invalid JSON',
      () => writeFileSync(join(folder, 'us/values/unit-rules.json'), '{"default":'),
      'us',
      /packs\/us\/values\/unit-rules\.json: is not valid JSON/,
    ],
    [
      'a file nobody reads',
      () => writeFileSync(join(folder, 'us/lists/colours.json'), '{}'),
      'us',
      /packs\/us\/lists\/colours\.json: no such list/,
    ],
    ['a missing manifest', () => rmSync(join(folder, 'core/pack.json')), 'us', /packs\/core\/pack\.json: the file is missing/],
    [
      'a mirror in the wrong language',
      change('core/lists/mirror.en.json', (json) => {
        json.language = 'ta';
      }),
      'us',
      /mirror\.en\.json: language: must be "en"/,
    ],
    [
      'a missing limit',
      change('core/values/limits.json', (json) => {
        (json.limits as unknown[]).shift();
      }),
      'us',
      /limits\.json: contact_minutes_min: no pack gives this limit/,
    ],
    [
      'a consent that may end in a way there is not',
      change('us/values/consents.json', (json) => {
        at(at(json.kinds, 0).purposes as Record<string, unknown>[], 0).expiries = ['never'];
      }),
      'us',
      /us\/values\/consents\.json: kinds\[0\]\.purposes\[0\]\.expiries\[0\]: /,
    ],
    [
      'an element nobody can check',
      change('ca-on/values/consents.json', (json) => {
        at(at(json.kinds, 0).elements as Record<string, unknown>[], 2).code = 'shoe_size';
      }),
      'ca-on',
      /ca-on\/values\/consents\.json: kinds\[0\]\.elements\[2\]\.code: /,
    ],
    [
      'a statement in one language only',
      change('in-tn/values/consents.json', (json) => {
        at(at(json.kinds, 0).statements as Record<string, unknown>[], 1).text = { en: 'Only what is marked' };
      }),
      'in-tn',
      /in-tn\/values\/consents\.json: kinds\[0\]\.statements\[1\]\.text\.ta: is missing/,
    ],
    [
      'a notice that is not there',
      change('us/values/consents.json', (json) => {
        delete (at(json.kinds, 0).notices as unknown as Record<string, unknown>).long;
      }),
      'us',
      /us\/values\/consents\.json: kinds\[0\]\.notices\.long: is missing/,
    ],
    [
      'a purpose that asks for a statement nobody wrote',
      change('us/values/consents.json', (json) => {
        at(at(json.kinds, 0).purposes as Record<string, unknown>[], 0).statements = ['redisclosure_hipaa', 'moon'];
      }),
      'us',
      /us\/values\/consents\.json: kinds\[0\]\.purposes\[0\]\.statements\[1\]: no statement "moon" is there/,
    ],
    [
      'a right to stop that nobody is told of',
      change('in-tn/values/consents.json', (json) => {
        (at(json.kinds, 0).statements as Record<string, unknown>[]).shift();
      }),
      'in-tn',
      /in-tn\/values\/consents\.json: kinds\[0\]\.statements: the element "right_to_revoke" needs/,
    ],
    ['a pack that is not there', () => undefined, '../us', /packs\/\.\.\/us: there is no such pack/],
  ])('%s', async (_, breakIt, id, message) => {
    breakIt();
    const refused = await loadPackSet(folder, [id]).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(refused).toBeInstanceOf(PackError);
    expect((refused as PackError).message).toMatch(message);
  });

  it('but a pack may relabel, hide and add, and old records keep their label', async () => {
    change('us/lists/contact-places.json', (json) => {
      Object.assign(at(json.items, 0), { label: { en: 'Their place', ta: 'அவர் இடத்தில்' } });
      Object.assign(at(json.items, 1), { hidden: true });
    })();
    const set = await loadPackSet(folder, ['us', 'in-tn']);
    expect(labelOf(set, 'contact-places', 'at_home', 'en')).toBe('Their place');
    expect(choicesOf(set, 'contact-places').map((item) => item.code)).not.toContain('out_and_about');
    expect(labelOf(set, 'contact-places', 'out_and_about', 'ta')).toBe('வெளியே');
    expect(set.version).toBe('core@2026.3+us@2026.4+in-tn@2026.4');
    expect(Object.keys(set.mirror).sort()).toEqual(['en', 'ta']);
  });
});
