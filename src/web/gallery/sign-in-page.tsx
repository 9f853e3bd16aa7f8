import { useState } from 'react';
import { useLocale } from '../frame/locale.tsx';
import { PlainFrame } from '../frame/plain-frame.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorText } from '../ui/error-text.tsx';
import { Head } from '../ui/head.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import { Pick, PickOne } from '../ui/pick.tsx';
import { SaveBar } from '../ui/save-bar.tsx';
import { TextField } from '../ui/text-field.tsx';
import { sayIn } from './say-in.ts';

/** Sign-in and picks. */
export function SignInPage() {
  const t = sayIn(useLocale());
  const [email, setEmail] = useState('meena@example.org');
  const [password, setPassword] = useState('');
  const [who, setWho] = useState('meena');
  const [isKept, setKept] = useState(true);
  return (
    <PlainFrame path="#signin" hasSaveBar>
      <Head
        title={t('Who is picking up this phone?', 'இந்த ஃபோனை எடுப்பது யார்?')}
        lead={t('Each of you has your own locked notebook here.', 'உங்கள் ஒவ்வொருவருக்கும் இங்கே தனித்தனி பூட்டிய நோட்டு இருக்கிறது.')}
      />
      <form onSubmit={(event) => event.preventDefault()} noValidate>
        <PickOne
          label={t('Choose who you are', 'நீங்கள் யார்')}
          labelHidden
          value={who}
          onChange={setWho}
          options={[
            { value: 'meena', title: t('Meena', 'மீனா'), detail: t('3 entries only on this phone', '3 பதிவுகள் இந்த ஃபோனில் மட்டும்') },
            { value: 'arul', title: t('Arul', 'அருள்'), detail: t('everything matched, 7:42 today', 'எல்லாம் சரிபார்க்கப்பட்டது, இன்று 7:42') },
          ]}
        />
        <div className="mt5">
          <TextField label={t('E-mail', 'மின்னஞ்சல்')} type="email" autoComplete="username" value={email} onChange={setEmail} />
          <PasswordField
            label={t('Password', 'கடவுச்சொல்')}
            description={t('6 tries left.', 'இன்னும் 6 முயற்சி.')}
            error={t('That did not fit. Check the letters and try again.', 'பொருந்தவில்லை. எழுத்துகளைப் பார்த்து மறுபடி முயலுங்கள்.')}
            autoComplete="current-password"
            value={password}
            onChange={setPassword}
            showLabel={t('Show', 'காட்டு')}
            hideLabel={t('Hide', 'மறை')}
          />
        </div>
        <div className="mt4">
          <Pick
            title={t('Keep me signed in on this phone', 'இந்த ஃபோனில் என்னை உள்ளேயே வை')}
            detail={t('Not on a phone you share.', 'பகிரும் ஃபோனில் வேண்டாம்.')}
            isSelected={isKept}
            onChange={setKept}
          />
        </div>
        <div className="mt4">
          <ErrorText>
            {t('The server did not answer. Nothing you typed is lost.', 'சர்வர் பதில் தரவில்லை. நீங்கள் எழுதியது எதுவும் தொலையவில்லை.')}
          </ErrorText>
        </div>
        <SaveBar status={t('No network is needed to unlock.', 'திறக்க நெட்வொர்க் தேவையில்லை.')}>
          <Button variant="main" type="submit" icon="finger">
            {t('Unlock as Meena', 'மீனாவாகத் திற')}
          </Button>
        </SaveBar>
      </form>
    </PlainFrame>
  );
}
