/** The record of an emergency is completed: what it was, and who was told what one knew. */
import { m } from '../../paraglide/messages.js';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { FocusFrame } from '../../web/frame/focus-frame.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { Empty } from '../../web/ui/empty.tsx';
import { Head } from '../../web/ui/head.tsx';
import { momentInWords, useTimeZone } from '../people/when.ts';
import { completeEmergency } from './complete-emergency.ts';
import { FactsForm } from './facts-form.tsx';

export function CompletePage({ emergencyId, onSaved }: { emergencyId: string; onSaved: () => void }) {
  const device = useDevice();
  const locale = useLocale();
  const timeZone = useTimeZone();
  const emergency = useRows('emergencies').get(emergencyId);
  const people = useRows('people');
  usePageTitle(m.emergencies_complete_title());
  const path = `/emergency/${emergencyId}`;
  const back = { href: '/', label: m.frame_place_today() };
  if (!emergency || emergency.completedAt !== null) {
    return (
      <FocusFrame back={back} path={path} narrow>
        <Empty
          isPage
          id="nothing-to-complete"
          picture="page"
          title={emergency ? m.emergencies_complete_already() : m.emergencies_complete_unknown()}
        />
      </FocusFrame>
    );
  }
  const name = emergency.personName ?? people.get(emergency.personId)?.name ?? m.emergencies_somebody();
  return (
    <FocusFrame back={back} path={path} hasSaveBar narrow>
      <Head
        title={m.emergencies_complete_title()}
        lead={
          emergency.completeBy === undefined
            ? m.emergencies_complete_lead({ name })
            : m.emergencies_complete_lead_by({ name, moment: momentInWords(emergency.completeBy, locale, timeZone) })
        }
      />
      <FactsForm
        label={m.emergencies_complete_title()}
        draft={{ form: 'emergency', about: emergencyId, personId: emergency.personId, href: path }}
        law={{
          medicalOnly: emergency.medicalOnly ?? device.packs.emergencies.medicalOnly,
          riskTest: emergency.riskTest ?? device.packs.emergencies.riskTest,
        }}
        mayBeNobody
        onSave={(facts) => device.submit(completeEmergency, { emergencyId, ...facts })}
        onSaved={onSaved}
      />
    </FocusFrame>
  );
}
