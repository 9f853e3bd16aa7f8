import { useState } from 'react';
import { FocusFrame } from '../frame/focus-frame.tsx';
import { useLocale } from '../frame/locale.tsx';
import { Button } from '../ui/button.tsx';
import { ChipsMany, ChipsOne } from '../ui/chips.tsx';
import { Head } from '../ui/head.tsx';
import { SaveBar } from '../ui/save-bar.tsx';
import { Say } from '../ui/say.tsx';
import { Leaf, Spread, Stitch } from '../ui/spread.tsx';
import { Stepper } from '../ui/stepper.tsx';
import { Pen, TextArea } from '../ui/text-area.tsx';
import { TextField } from '../ui/text-field.tsx';
import { sayIn } from './say-in.ts';

/** Record a contact: every choosing and writing control. */
export function RecordPage() {
  const locale = useLocale();
  const t = sayIn(locale);
  const [who, setWho] = useState('kavi');
  const [minutes, setMinutes] = useState<number | null>(45);
  const [where, setWhere] = useState('home');
  const [goal, setGoal] = useState('0');
  const [did, setDid] = useState(['listened', 'found']);
  const [next, setNext] = useState(t('See the room on Arcot Road together', 'ஆற்காடு சாலை ரூமைச் சேர்ந்து பார்ப்பது'));
  const [hers, setHers] = useState(t('I was scared on the stairs. Meena waited.', 'படி ஏறும்போது பயமா இருந்துச்சு. மீனா கூடவே நின்னாங்க.'));
  const [mine, setMine] = useState(t('We walked up together. She refused the rent form.', 'சேர்ந்து மேலே போனோம். வாடகைப் படிவத்தை மறுத்தார்.'));
  const [readers, setReaders] = useState('pair');
  const unit = t(' minutes', ' நிமிடம்');
  const audiences = [
    { value: 'pair', label: t('Just us', 'நாங்கள் மட்டும்'), icon: 'two' as const },
    { value: 'team', label: t('Team', 'குழு'), icon: 'three' as const },
    { value: 'care', label: t('Care team', 'சிகிச்சைக் குழு'), icon: 'care' as const },
  ];
  return (
    <FocusFrame back={{ href: '#today', label: t('Today', 'இன்று') }} path="#record" crisisHref="#rest" hasSaveBar>
      <Head title={t('Record a contact', 'சந்திப்பைப் பதிவு செய்')} />
      <form aria-label={t('Record a contact', 'சந்திப்பைப் பதிவு செய்')} onSubmit={(event) => event.preventDefault()} noValidate>
        <Spread>
          <Leaf>
            <ChipsOne
              label={t('Who', 'யார்')}
              value={who}
              onChange={setWho}
              options={[
                { value: 'kavi', label: t('Kavi', 'கவி'), initialOf: t('Kavi', 'கவி') },
                { value: 'rahim', label: t('Rahim', 'ரஹீம்'), initialOf: t('Rahim', 'ரஹீம்') },
                { value: 'joseph', label: t('Joseph', 'ஜோசப்'), initialOf: t('Joseph', 'ஜோசப்') },
                { value: 'selvi', label: t('Selvi', 'செல்வி'), initialOf: t('Selvi', 'செல்வி') },
                { value: 'other', label: t('Someone else', 'வேறு ஒருவர்'), icon: 'find' },
              ]}
            />
            <ChipsOne
              label={t('How long', 'எவ்வளவு நேரம்')}
              even
              value={minutes === null ? null : String(minutes)}
              onChange={(value) => setMinutes(Number(value))}
              options={['15', '30', '45', '60'].map((value) => ({ value, label: value, labelMore: unit }))}
              after={
                <div className="line mt2">
                  <Stepper
                    label={t('How long', 'எவ்வளவு நேரம்')}
                    value={minutes}
                    onChange={setMinutes}
                    locale={locale}
                    min={1}
                    max={720}
                    unit="minute"
                    lessLabel={t('5 minutes less', '5 நிமிடம் குறை')}
                    moreLabel={t('5 minutes more', '5 நிமிடம் கூட்டு')}
                  />
                  <p className="note grow">
                    {t('Ended just now: 10:05 to 10:50. ', 'இப்போது முடிந்தது: 10:05 முதல் 10:50 வரை. ')}
                    <a href="#record">{t('Change', 'மாற்று')}</a>
                  </p>
                </div>
              }
            />
            <ChipsOne
              label={t('Where and how', 'எங்கே, எப்படி')}
              note={t('as last time', 'போன தடவை போல')}
              value={where}
              onChange={setWhere}
              options={[
                { value: 'home', label: t('At home', 'வீட்டில்') },
                { value: 'walk', label: t('Out and about', 'வெளியே'), icon: 'walk' },
                { value: 'door', label: t('Our place', 'நம் இடத்தில்'), icon: 'door' },
                { value: 'phone', label: t('Phone', 'ஃபோன்'), icon: 'phone' },
                { value: 'video', label: t('Video', 'வீடியோ'), icon: 'video', isDisabled: true },
              ]}
            />
            <ChipsOne
              label={t('Which of Kavi’s goals', 'கவியின் எந்த இலக்கு')}
              value={goal}
              onChange={setGoal}
              options={[
                {
                  value: '0',
                  words: true,
                  label: t('“A room of my own. It should lock from inside.”', '“எனக்குன்னு ஒரு ரூம். உள்ளே இருந்து பூட்டணும்.”'),
                },
                { value: '1', words: true, label: t('“Eat with my daughter on Sundays.”', '“ஞாயித்துக்கிழமை மகளோட சாப்பிடணும்.”') },
                { value: 'none', label: t('None of these today', 'இன்று இவை எதுவும் இல்லை') },
              ]}
            />
            <ChipsMany
              label={t('What we did together', 'சேர்ந்து என்ன செய்தோம்')}
              values={did}
              onChange={setDid}
              error={did.length === 0 ? t('What did you do? You can say “listened”.', 'என்ன செய்தீர்கள்? “கேட்டேன்” என்றும் சொல்லலாம்.') : undefined}
              options={[
                { value: 'listened', label: t('Listened', 'கேட்டேன்') },
                { value: 'story', label: t('Shared my story', 'என் கதையைச் சொன்னேன்') },
                { value: 'went', label: t('Went along', 'கூடப் போனேன்') },
                { value: 'found', label: t('Found something', 'ஒன்றைக் கண்டுபிடித்தோம்') },
              ]}
            />
            <section>
              <TextField
                label={t('Next step', 'அடுத்த படி')}
                note={t('if there is one', 'இருந்தால்')}
                value={next}
                onChange={setNext}
                limit={{
                  max: 60,
                  left: (n) => t(`${n} letters left`, `இன்னும் ${n} எழுத்து`),
                  over: (n) => t(`${n} letters too many. Make it shorter.`, `${n} எழுத்து அதிகம். சுருக்குங்கள்.`),
                }}
              />
            </section>
          </Leaf>
          <Leaf>
            <Stitch phoneOnly />
            <section aria-labelledby="words">
              <h2 id="words">{t('Words, if you want them', 'வார்த்தைகள், வேண்டுமானால்')}</h2>
              <p className="small soft mt1 mb4">
                {t('Nobody has to write. A contact without words is complete.', 'எழுத வேண்டிய கட்டாயம் இல்லை. வார்த்தை இல்லாமலும் பதிவு முழுமையே.')}
              </p>
              <Pen voice="person">
                <TextArea
                  ruled
                  label={t('Kavi’s words', 'கவியின் வார்த்தைகள்')}
                  beside={<Button icon="swap">{t('Pass the phone to Kavi', 'ஃபோனைக் கவியிடம் கொடு')}</Button>}
                  description={t('Hers alone. Nobody edits them.', 'அவருடையது மட்டுமே. யாரும் திருத்த மாட்டார்கள்.')}
                  value={hers}
                  onChange={setHers}
                />
                <ChipsOne label={t('Who can read it', 'யார் படிக்கலாம்')} labelQuiet value={readers} onChange={setReaders} options={audiences} />
              </Pen>
              <Pen voice="peer">
                <TextArea
                  ruled
                  rows={4}
                  label={t('My words', 'என் வார்த்தைகள்')}
                  value={mine}
                  onChange={setMine}
                  limit={{
                    max: 40,
                    left: (n) => t(`${n} letters left`, `இன்னும் ${n} எழுத்து`),
                    over: (n) => t(`${n} letters too many. Make it shorter.`, `${n} எழுத்து அதிகம். சுருக்குங்கள்.`),
                  }}
                />
                <div className="mt3">
                  <Say
                    look="look"
                    actions={
                      <>
                        <Button>{t('Write “not yet”', '“இப்ப வேணாம்” என்று எழுது')}</Button>
                        <Button variant="quiet">{t('Keep mine', 'என் சொல்லே இருக்கட்டும்')}</Button>
                      </>
                    }
                  >
                    <p>
                      {t('You wrote ', 'நீங்கள் எழுதியது: ')}
                      <mark>{t('refused', 'மறுத்தார்')}</mark>
                      {t('. Kavi’s own words last time: “not yet”.', '. போன தடவை கவி சொன்னது: “இப்ப வேணாம்”.')}
                    </p>
                  </Say>
                </div>
              </Pen>
            </section>
          </Leaf>
        </Spread>
        <SaveBar status={t('3 units. Nothing is missing.', '3 அலகு. எதுவும் விடுபடவில்லை.')}>
          <Button variant="main" type="submit" icon="check">
            {t('Save on this phone', 'இந்த ஃபோனில் சேமி')}
          </Button>
        </SaveBar>
      </form>
    </FocusFrame>
  );
}
