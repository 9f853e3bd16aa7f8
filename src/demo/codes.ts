/** Pack codes the demo uses, in one place: what the record screen's chips stand for. demo.test.ts holds them against the packs. */
import type { At, Did } from './story.ts';

export const whereAndHow: Record<At, { place: string; mode: string }> = {
  home: { place: 'at_home', mode: 'in_person' },
  out: { place: 'out_and_about', mode: 'in_person' },
  ours: { place: 'our_place', mode: 'in_person' },
  clinic: { place: 'clinic', mode: 'in_person' },
  office: { place: 'court_or_office', mode: 'in_person' },
  phone: { place: 'elsewhere', mode: 'phone' },
  video: { place: 'elsewhere', mode: 'video' },
  text: { place: 'elsewhere', mode: 'text' },
};

export const activities: Record<Did, string> = {
  listened: 'listened',
  shared: 'shared_my_story',
  practised: 'practised',
  went_along: 'went_along',
  found: 'found_something',
  planned: 'made_a_plan',
  spoke_up: 'spoke_up_with_them',
};

export const ageBands = ['18_24', '25_34', '35_44', '45_54', '55_64', '65_plus'] as const;

export const leavingReasons = [
  'got_what_they_came_for',
  'got_what_they_came_for',
  'moved_away',
  'wants_something_else',
  'lost_touch',
  'in_hospital_or_prison',
  'not_said',
] as const;

/** The versions of the packs whose codes these are. */
export const packVersions: Readonly<Record<string, string>> = { core: '2026.3', us: '2026.4', 'in-tn': '2026.4' };
