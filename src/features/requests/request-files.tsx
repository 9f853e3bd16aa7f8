/** Letters about a request, and what was asked for, as files: in the language the person reads. */
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { ChipsOne } from '../../web/ui/chips.tsx';
import type { RequestRow } from './request.ts';
import { filesFor } from './request-file.ts';
import { fileWords } from './request-words.ts';
import { TakeFile } from './take-file.tsx';

export function RequestFiles({ request }: { request: RequestRow }) {
  const { me } = useDevice();
  const locale = useLocale();
  // The language the person reads, as far as it is known.
  const reads = useRows('people').get(request.personId)?.languages;
  const [language, setLanguage] = useState<'en' | 'ta'>((reads?.[0] ?? locale) === 'ta' ? 'ta' : 'en');
  const isDesk = me.roles.some((role) => role === 'coordinator' || role === 'director');
  const files = filesFor({ ...request, outcome: request.outcome ?? null, extendedTo: request.extendedTo ?? null });
  const mine = files.filter((what) => !isDesk || what.startsWith('letter_'));
  return (
    <section className="mt5 stack-s" aria-labelledby="files">
      <h2 id="files">{m.requests_letters()}</h2>
      <ChipsOne
        label={m.requests_letter_language()}
        options={[
          { value: 'en', label: 'English', lang: 'en' },
          { value: 'ta', label: 'தமிழ்', lang: 'ta' },
        ]}
        value={language}
        onChange={(value) => setLanguage(value as 'en' | 'ta')}
      />
      <div className="actions">
        {mine.map((what) => (
          <TakeFile key={what} request={request} what={what} language={language} label={fileWords[what]()} />
        ))}
        {mine.includes('copy') && (
          <TakeFile request={request} what="copy" channel="json" language={language} label={m.requests_take_json()} />
        )}
      </div>
      {mine.length < files.length && <p className="note">{m.requests_copy_from_desk()}</p>}
    </section>
  );
}
