/**
 * The screens of people and looks over a device in memory, for `look-people.ts` to open in a browser. Which screen, who looks and what is
 * there is said by the address: people.html?screen=person&who=meena&contacts=500. All people here are made up.
 */
// First: it says in which order the layers of styles stand.
import '../../src/web/ui/styles.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { testDevice } from '../../src/device/test-device.ts';
import { WhoLookedPage } from '../../src/features/looks/who-looked-page.tsx';
import { DuplicatesPage } from '../../src/features/people/duplicates-page.tsx';
import { editPerson } from '../../src/features/people/edit-person.ts';
import { EditPersonPage } from '../../src/features/people/edit-person-page.tsx';
import { PeoplePage } from '../../src/features/people/people-page.tsx';
import { PersonAssignmentsPage } from '../../src/features/people/person-assignments-page.tsx';
import { PersonPage } from '../../src/features/people/person-page.tsx';
import { RegisterPersonPage } from '../../src/features/people/register-person-page.tsx';
import { SamePersonPage } from '../../src/features/people/same-person-page.tsx';
import type { PackSet } from '../../src/packs/pack-schema.ts';
import { DeviceProvider } from '../../src/web/device-context.tsx';
import { AppFrame } from '../../src/web/frame/app-frame.tsx';
import { LocaleProvider, useLocale } from '../../src/web/frame/locale.tsx';
import { aCaseload, ids } from './a-caseload.ts';

const asked = new URLSearchParams(location.search);
const screen = asked.get('screen') ?? 'people';
// Given by the script that opens the page: packs are read from disk by the server, never by a browser.
const packs = (window as unknown as { packs: PackSet }).packs;
const device = testDevice({ ...aCaseload({ contacts: Number(asked.get('contacts') ?? 4), who: asked.get('who') ?? 'meena' }), packs });
// The script asks what was written.
Object.assign(window, { device });

if (screen === 'conflict') {
  const before = device.rows('people').get(ids.kavi);
  const set = { name: 'Kavi', matters: 'Tea before anyone talks. And my daughter.' };
  const commandId = await device.submit(editPerson, { personId: ids.kavi, basedOn: before?.version ?? 1, set });
  device.refuse(commandId, {
    code: 'conflict',
    current: { table: 'people', row: { ...before, matters: 'My daughter Nila, on Sundays.', version: (before?.version ?? 1) + 1 } },
  });
}

const done = () => document.body.setAttribute('data-saved', 'yes');
const focused: Record<string, () => ReactNode> = {
  new: () => <RegisterPersonPage onSaved={done} />,
  edit: () => <EditPersonPage personId={ids.kavi} onSaved={done} />,
  conflict: () => <EditPersonPage personId={ids.kavi} onSaved={done} />,
};
const framed: Record<string, () => ReactNode> = {
  people: () => <PeoplePage />,
  person: () => <PersonPage personId={ids.kavi} />,
  hidden: () => <PersonPage personId={ids.nobody} />,
  looks: () => <WhoLookedPage personId={ids.kavi} />,
  assignments: () => <PersonAssignmentsPage personId={ids.kavi} />,
  same: () => <SamePersonPage personId={ids.kavi} />,
  duplicates: () => <DuplicatesPage />,
};

function Screen() {
  useLocale();
  const alone = focused[screen];
  if (alone) return alone();
  return (
    <AppFrame me={{ name: device.me.name, href: '/me' }} path={`/${screen}`} action={null} places={[]}>
      {framed[screen]?.()}
    </AppFrame>
  );
}

const root = document.getElementById('root');
if (!root) throw new Error('people.html has no #root');
createRoot(root).render(
  <StrictMode>
    <LocaleProvider>
      <QueryClientProvider client={new QueryClient()}>
        <DeviceProvider value={device}>
          <Screen />
        </DeviceProvider>
      </QueryClientProvider>
    </LocaleProvider>
  </StrictMode>,
);
