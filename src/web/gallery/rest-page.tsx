import { useState } from 'react';
import { NotFoundPage } from '../frame/error-pages.tsx';
import { Loading } from '../frame/loading.tsx';
import { useLocale } from '../frame/locale.tsx';
import { PlainFrame } from '../frame/plain-frame.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { PickMany } from '../ui/pick.tsx';
import { Progress } from '../ui/progress.tsx';
import { Say } from '../ui/say.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { Switch } from '../ui/switch.tsx';
import { TextArea } from '../ui/text-area.tsx';
import { sayIn } from './say-in.ts';

/** What the other pages do not show. */
export function RestPage() {
  const t = sayIn(useLocale());
  const [query, setQuery] = useState('kavi');
  const [isSharing, setSharing] = useState(true);
  const [tongues, setTongues] = useState(['ta']);
  const [matters, setMatters] = useState('');
  const [isOpen, setOpen] = useState(false);
  return (
    <PlainFrame path="#rest" wide>
      <NotFoundPage />
      <div className="stack-l mt5">
        <div className="actions">
          <Button>{t('Plain', 'சாதாரணம்')}</Button>
          <Button variant="quiet">{t('Quiet', 'அமைதி')}</Button>
          <Button variant="now" icon="phone">
            {t('Call 112', '112-ஐ அழை')}
          </Button>
          <Button variant="exit">{t('Leave this page', 'வெளியேறு')}</Button>
          <Button isBusy>{t('Saving', 'சேமிக்கிறது')}</Button>
          <Button disabled>{t('Not yet', 'இப்போது இல்லை')}</Button>
        </div>
        <SearchField
          label={t('Find someone', 'ஒருவரைத் தேடு')}
          value={query}
          onChange={setQuery}
          clearLabel={t('Empty the search', 'தேடலை அழி')}
          placeholder={t('a name, in any script', 'பெயர், எந்த எழுத்திலும்')}
        />
        <Switch
          label={t('Housing office', 'வீட்டு வசதி அலுவலகம்')}
          on={t('sharing', 'பகிர்கிறேன்')}
          off={t('not sharing', 'பகிரவில்லை')}
          isSelected={isSharing}
          onChange={setSharing}
        />
        <Switch
          label={t('Clinic', 'மருத்துவமனை')}
          on={t('sharing', 'பகிர்கிறேன்')}
          off={t('not sharing', 'பகிரவில்லை')}
          isSelected={!isSharing}
          onChange={(next) => setSharing(!next)}
        />
        <PickMany
          label={t('Languages', 'மொழிகள்')}
          values={tongues}
          onChange={setTongues}
          options={[
            { value: 'ta', title: 'தமிழ்', detail: t('first', 'முதலில்') },
            { value: 'en', title: 'English' },
            { value: 'xx', title: t('Not offered here', 'இங்கே இல்லை'), isDisabled: true },
          ]}
        />
        <TextArea label={t('What matters to me', 'எனக்கு முக்கியமானவை')} value={matters} onChange={setMatters} />
        <Progress label={t('Reading people, 120 of 240', 'நபர்கள் வருகிறார்கள், 240-இல் 120')} value={0.5} />
        <Progress label={t('Asking the server', 'சர்வரிடம் கேட்கிறது')} />
        <Say icon="lock" live={false}>
          <p>{t('Two things are locked at Kavi’s word.', 'கவி சொன்னதால் இரண்டு விஷயங்கள் பூட்டப்பட்டுள்ளன.')}</p>
        </Say>
        <Button onClick={() => setOpen(true)} icon="swap">
          {t('Hand the phone over', 'ஃபோனைக் கொடு')}
        </Button>
        <Loading />
      </div>
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title={t('This page is yours, Kavi', 'இந்தப் பக்கம் உங்களுடையது, கவி')}>
        <p>{t('Write what you like, or nothing.', 'விரும்பியதை எழுதுங்கள், அல்லது எதுவும் வேண்டாம்.')}</p>
        <Button onClick={() => setOpen(false)}>{t('Give the phone back', 'ஃபோனைத் திருப்பிக் கொடு')}</Button>
      </Dialog>
    </PlainFrame>
  );
}
