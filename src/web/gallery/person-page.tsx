import { AppFrame } from '../frame/app-frame.tsx';
import { useLocale } from '../frame/locale.tsx';
import { DayMark } from '../ui/day-mark.tsx';
import { Head } from '../ui/head.tsx';
import { Icon } from '../ui/icon.tsx';
import { Link } from '../ui/link.tsx';
import { Receipt } from '../ui/receipt.tsx';
import { Row, Rows } from '../ui/rows.tsx';
import { SectionHead } from '../ui/section-head.tsx';
import { Leaf, Spread } from '../ui/spread.tsx';
import { ContactShell, Voice, Voices } from '../ui/voices.tsx';
import { Words } from '../ui/words.tsx';
import { sayIn } from './say-in.ts';
import '../ui/motif-goal.css';

/** A person's page: their words first, goals, two voices. */
export function PersonPage() {
  const t = sayIn(useLocale());
  const team = { audience: 'team' as const, word: t('Team', 'குழு'), before: t('Who can read it: ', 'யார் படிக்கலாம்: ') };
  return (
    <AppFrame
      me={{ name: t('Meena', 'மீனா'), href: '#rest' }}
      path="#person"
      crisisHref="#rest"
      action={{ href: '#record', label: t('Record a contact', 'சந்திப்பைப் பதிவு செய்'), icon: 'pen' }}
      places={[
        { href: '#today', label: t('Today', 'இன்று'), icon: 'today' },
        { href: '#person', label: t('People', 'நபர்கள்'), icon: 'people' },
      ]}
    >
      <Spread wider="right">
        <Leaf>
          <Head title={t('Kavi', 'கவி')}>
            <Words>
              {t('“Call me Kavi, not madam. If I go quiet, just sit.”', '“மேடம் வேணாம், கவின்னு கூப்பிடுங்க. நான் பேசலைன்னா சும்மா உட்காருங்க.”')}
            </Words>
            <p className="small soft">
              {t('Kavitha, 34. Tamil; some English. With Meena since March.', 'கவிதா, 34. தமிழ், கொஞ்சம் ஆங்கிலம். மார்ச் முதல் மீனாவுடன்.')}
            </p>
          </Head>
          <nav className="quick" aria-label={t('With Kavi', 'கவியுடன்')}>
            <Link href="#person">
              <Icon name="phone" />
              <span>{t('Call', 'கூப்பிடு')}</span>
            </Link>
            <Link href="#person">
              <Icon name="message" />
              <span>{t('Message', 'செய்தி')}</span>
            </Link>
            <Link href="#record">
              <Icon name="pen" />
              <span>{t('Record', 'பதிவு')}</span>
            </Link>
            <Link href="#rest">
              <Icon name="buoy" />
              <span>{t('Crisis steps', 'நெருக்கடி உதவி')}</span>
            </Link>
          </nav>
          <section aria-labelledby="goals">
            <SectionHead id="goals" title={t('Where I want to get to', 'நான் அடைய நினைப்பது')}>
              <a href="#person">{t('Add', 'சேர்')}</a>
            </SectionHead>
            <article className="goal">
              <Words as="h3">{t('“A room of my own. It should lock from inside.”', '“எனக்குன்னு ஒரு ரூம். உள்ளே இருந்து பூட்டணும்.”')}</Words>
              <ul className="steps">
                <li className="done">
                  <Icon name="check" />
                  <span>
                    <span className="vh">{t('Done: ', 'முடிந்தது: ')}</span>
                    {t('Asked at three houses', 'மூன்று வீட்டில் கேட்டாச்சு')}
                  </span>
                </li>
                <li>
                  <Icon name="next" />
                  <span>
                    <b>{t('See the room on Arcot Road', 'ஆற்காடு சாலை ரூமைப் பார்ப்பது')}</b>
                  </span>
                </li>
              </ul>
            </article>
          </section>
          <section aria-labelledby="looks">
            <SectionHead id="looks" title={t('Who looked', 'யார் பார்த்தார்கள்')} />
            <DayMark>
              <time dateTime="2026-10-09">{t('Friday 9 October', 'வெள்ளி, 9 அக்டோபர்')}</time>
            </DayMark>
            <Rows>
              <Row
                mark={<time>9:12</time>}
                title={t('Meena, your peer', 'மீனா, உங்கள் துணை')}
                detail={t('Read your page', 'உங்கள் பக்கத்தைப் படித்தார்')}
              />
            </Rows>
          </section>
        </Leaf>
        <Leaf>
          <section aria-labelledby="time">
            <SectionHead id="time" title={t('What we wrote', 'நாங்கள் எழுதியவை')}>
              <a href="#person">{t('Look back', 'பின்னால் பார்')}</a>
            </SectionHead>
            <ContactShell
              id="c1"
              title={<time dateTime="2026-10-09">{t('Friday 9 October', 'வெள்ளி, 9 அக்டோபர்')}</time>}
              receipt={<Receipt step={3} label={t('matched', 'சரிபார்க்கப்பட்டது')} code="BKR TPL" />}
              facts={t(
                '45 minutes, at home. Listened, found something. For the room.',
                '45 நிமிடம், வீட்டில். கேட்டேன், ஒன்றைக் கண்டுபிடித்தோம். ரூமுக்காக.',
              )}
            >
              <Voices>
                <Voice
                  voice="person"
                  name={t('Kavi', 'கவி')}
                  label={t('Kavi’s words, 9 October', 'கவியின் வார்த்தைகள், 9 அக்டோபர்')}
                  audience={team}
                  lang="ta"
                  felt={{ before: t('Felt: ', 'உணர்ந்தது: '), words: 'கொஞ்சம் லேசா', lang: 'ta' }}
                >
                  படி ஏறும்போது பயமா இருந்துச்சு. மீனா கூடவே நின்னாங்க. ரூம்ல ஒரு ஜன்னல் இருக்கு.
                </Voice>
                <Voice
                  voice="peer"
                  name={t('Meena', 'மீனா')}
                  label={t('Meena’s words, 9 October', 'மீனாவின் வார்த்தைகள், 9 அக்டோபர்')}
                  audience={team}
                  lang="en"
                >
                  {'We went up together and looked.\nShe asked the owner about water timings herself.'}
                </Voice>
              </Voices>
            </ContactShell>
            <ContactShell
              id="c2"
              title={<time dateTime="2026-09-24">{t('Thursday 24 September', 'வியாழன், 24 செப்டம்பர்')}</time>}
              receipt={<Receipt step={2} label={t('on the server', 'சர்வரில்')} />}
              facts={t('Kavi wrote this from her own page, at 6:10.', 'கவி தன் பக்கத்திலிருந்து 6:10-க்கு எழுதினார்.')}
            >
              <Voices>
                <Voice
                  voice="person"
                  name={t('Kavi', 'கவி')}
                  label={t('Kavi’s words, 24 September', 'கவியின் வார்த்தைகள், 24 செப்டம்பர்')}
                  audience={{ ...team, audience: 'pair', word: t('Just us', 'நாங்கள் மட்டும்') }}
                >
                  {t('Slept five hours. Made the tea myself.', 'அஞ்சு மணி நேரம் தூங்கினேன். டீ நானே போட்டேன்.')}
                </Voice>
                <Voice
                  voice="peer"
                  name={t('Meena', 'மீனா')}
                  label={t('Meena’s words, 24 September', 'மீனாவின் வார்த்தைகள், 24 செப்டம்பர்')}
                  none={t('Nothing written.', 'எதுவும் எழுதவில்லை.')}
                />
              </Voices>
            </ContactShell>
          </section>
        </Leaf>
      </Spread>
    </AppFrame>
  );
}
