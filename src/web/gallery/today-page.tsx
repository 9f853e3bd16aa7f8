import { AppFrame } from '../frame/app-frame.tsx';
import { useLocale } from '../frame/locale.tsx';
import { Head } from '../ui/head.tsx';
import { Receipt } from '../ui/receipt.tsx';
import { Row, Rows } from '../ui/rows.tsx';
import { Say } from '../ui/say.tsx';
import { SectionHead } from '../ui/section-head.tsx';
import { Leaf, Spread } from '../ui/spread.tsx';
import { Words } from '../ui/words.tsx';
import { sayIn } from './say-in.ts';

/** Today, as it looks with no network. */
export function TodayPage() {
  const t = sayIn(useLocale());
  const only = t('only on this phone', 'இந்த ஃபோனில் மட்டும்');
  return (
    <AppFrame
      me={{ name: t('Meena', 'மீனா'), href: '#rest' }}
      path="#today"
      crisisHref="#rest"
      action={{ href: '#record', label: t('Record a contact', 'சந்திப்பைப் பதிவு செய்'), icon: 'pen' }}
      places={[
        { href: '#today', label: t('Today', 'இன்று'), icon: 'today' },
        { href: '#person', label: t('People', 'நபர்கள்'), icon: 'people' },
        { href: '#desk', label: t('My desk', 'மேற்பார்வை'), icon: 'desk' },
        { href: '#rest', label: t('Programme', 'திட்டம்'), icon: 'report', deskOnly: true },
        { href: '#signin', label: t('Team', 'பணிக்குழு'), icon: 'gear', deskOnly: true },
      ]}
    >
      <Spread wider="left">
        <Leaf>
          <Head
            title={t('Tuesday 13 October', 'செவ்வாய், 13 அக்டோபர்')}
            lead={t('Good morning, Meena. Two people and one group today.', 'காலை வணக்கம், மீனா. இன்று இரண்டு பேர், ஒரு குழு.')}
          />
          <Say look="band" icon="nonet">
            <p>
              {t('No network since 8:10. Carry on, everything here works. ', '8:10 முதல் நெட்வொர்க் இல்லை. பரவாயில்லை, எல்லாம் வேலை செய்யும். ')}
              <a href="#today-only">{t('3 entries are only on this phone', '3 பதிவுகள் இந்த ஃபோனில் மட்டும்')}</a>.
            </p>
          </Say>
          <section aria-labelledby="day">
            <SectionHead id="day" title={t('My day', 'என் நாள்')}>
              <a href="#today">{t('Plan something', 'திட்டமிடு')}</a>
            </SectionHead>
            <Rows ordered>
              <Row
                mark={<time>10:00</time>}
                isNow
                title={t('Kavi', 'கவி')}
                href="#person"
                detail={t('At home, Kodambakkam', 'வீட்டில், கோடம்பாக்கம்')}
              >
                <Words small>{t('“A room of my own. It should lock from inside.”', '“எனக்குன்னு ஒரு ரூம். உள்ளே இருந்து பூட்டணும்.”')}</Words>
              </Row>
              <Row mark={<time>12:30</time>} title={t('Rahim', 'ரஹீம்')} href="#person" detail={t('Phone call', 'தொலைபேசி')}>
                <Words small>{t('“I want to go to Friday prayers again.”', '“வெள்ளிக்கிழமை தொழுகைக்கு மறுபடி போகணும்.”')}</Words>
              </Row>
              <Row
                mark={<time>17:00</time>}
                title={t('Evening circle', 'மாலை வட்டம்')}
                href="#person"
                detail={t('Group, 8 people, upstairs room', 'குழு, 8 பேர், மாடி அறை')}
              />
            </Rows>
          </section>
        </Leaf>
        <Leaf>
          <section aria-labelledby="follow">
            <SectionHead id="follow" title={t('To follow up', 'தொடர வேண்டியவை')}>
              <a href="#today">{t('All 5', 'எல்லா 5')}</a>
            </SectionHead>
            <Rows>
              <Row
                mark={t('today', 'இன்று')}
                isDue
                title={t('Joseph', 'ஜோசப்')}
                href="#person"
                detail={t('Did the ration office call back?', 'ரேஷன் அலுவலகம் கூப்பிட்டதா?')}
              />
              <Row
                mark={t('9 days', '9 நாள்')}
                title={t('Selvi', 'செல்வி')}
                href="#person"
                detail={t('Legal help: we don’t know yet what happened', 'சட்ட உதவி: என்ன ஆச்சு என்று இன்னும் தெரியாது')}
              />
            </Rows>
          </section>
          <section aria-labelledby="only">
            <SectionHead id="only" title={t('Only on this phone', 'இந்த ஃபோனில் மட்டும்')}>
              <Receipt step={1} label={only} labelHidden>
                {'3 '}
              </Receipt>
            </SectionHead>
            <Rows>
              <Row
                mark={<time>8:20</time>}
                title={t('Contact with Anbu', 'அன்புவுடன் சந்திப்பு')}
                detail={t('30 minutes, on the phone', '30 நிமிடம், ஃபோனில்')}
                end={<Receipt step={1} label={only} labelHidden />}
              />
              <Row
                mark={<time>8:55</time>}
                title={t('Next step for Joseph', 'ஜோசப்பின் அடுத்த படி')}
                end={<Receipt step={1} label={only} labelHidden />}
              />
            </Rows>
            <p className="note mt3">
              {t(
                'They are locked here and will go by themselves when there is a network.',
                'இங்கே பூட்டி வைக்கப்பட்டுள்ளன; நெட்வொர்க் வந்ததும் தானாகவே போகும்.',
              )}
            </p>
            <p className="note mt2">
              <Receipt
                step={3}
                label={t(
                  'Everything before 8:10 today is on the server, read back and matched.',
                  'இன்று 8:10-க்கு முந்தைய எல்லாம் சர்வரில் உள்ளன; படித்துச் சரிபார்க்கப்பட்டன.',
                )}
              />
            </p>
          </section>
        </Leaf>
      </Spread>
    </AppFrame>
  );
}
