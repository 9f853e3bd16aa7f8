/** The second half of the form: how it was read, and how the person says yes. */
import { m } from '../../paraglide/messages.js';
import { ChipsMany, ChipsOne } from '../../web/ui/chips.tsx';
import { PickOne } from '../../web/ui/pick.tsx';
import { TextField } from '../../web/ui/text-field.tsx';
import { copyOffers, explainingAids } from './consent.ts';
import type { ShareForm } from './share-form.ts';
import { SignPad } from './sign-pad.tsx';

export interface ShareYesProps {
  form: ShareForm;
  onChange: (next: Partial<ShareForm>) => void;
  personName: string;
  myName: string;
}

const aidNames = {
  read_aloud: m.consents_aid_read_aloud,
  own_words: m.consents_aid_own_words,
  pictures: m.consents_aid_pictures,
  interpreter: m.consents_aid_interpreter,
  took_time: m.consents_aid_took_time,
};
const copyNames = {
  here: m.consents_copy_here,
  paper: m.consents_copy_paper,
  later: m.consents_copy_later,
  not_wanted: m.consents_copy_not_wanted,
};

export function ShareYes({ form, onChange, personName, myName }: ShareYesProps) {
  return (
    <>
      <ChipsMany
        label={m.consents_explained_how()}
        labelQuiet
        options={explainingAids.map((value) => ({ value, label: aidNames[value]() }))}
        values={form.aids}
        onChange={(values) => onChange({ aids: explainingAids.filter((each) => values.includes(each)) })}
      />
      <ChipsOne
        label={m.consents_signer()}
        labelQuiet
        options={[
          { value: 'self', label: m.consents_signer_self({ name: personName }) },
          { value: 'representative', label: m.consents_signer_other() },
        ]}
        value={form.signer}
        onChange={(value) =>
          onChange(value === 'self' ? { signer: 'self', signerName: personName } : { signer: 'representative', signerName: '' })
        }
      />
      {form.signer === 'representative' && (
        <>
          <TextField
            label={m.consents_signer_name()}
            value={form.signerName}
            onChange={(signerName) => onChange({ signerName })}
            autoComplete="off"
          />
          <TextField
            label={m.consents_authority()}
            value={form.authority}
            onChange={(authority) => onChange({ authority })}
            autoComplete="off"
          />
        </>
      )}
      <PickOne
        label={m.consents_how_yes()}
        options={[
          { value: 'drawn', title: m.consents_sign_drawn() },
          { value: 'typed', title: m.consents_sign_typed() },
          { value: 'verbal_witnessed', title: m.consents_sign_verbal() },
        ]}
        value={form.method}
        onChange={(value) => onChange({ method: value as ShareForm['method'] })}
      />
      {form.method === 'drawn' && <SignPad value={form.drawing} onChange={(drawing) => onChange({ drawing })} />}
      {form.method === 'typed' && (
        <TextField
          label={m.consents_signer_name()}
          value={form.signerName}
          onChange={(signerName) => onChange({ signerName })}
          autoComplete="off"
        />
      )}
      {form.method === 'verbal_witnessed' && (
        <TextField label={m.consents_witness()} value={form.witness} onChange={(witness) => onChange({ witness })} autoComplete="off" />
      )}
      <ChipsOne
        label={m.consents_copy()}
        labelQuiet
        options={copyOffers.map((value) => ({ value, label: copyNames[value]() }))}
        value={form.copy}
        onChange={(value) => onChange({ copy: value as ShareForm['copy'] })}
      />
      <p className="note mt2">{m.consents_read_by({ name: myName })}</p>
    </>
  );
}
