import { AppFrame } from '../frame/app-frame.tsx';
import { useLocale } from '../frame/locale.tsx';
import { LinkButton } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { Figures } from '../ui/figures.tsx';
import { Fold, Folds } from '../ui/fold.tsx';
import { Head } from '../ui/head.tsx';
import { Initial } from '../ui/initial.tsx';
import { Receipt } from '../ui/receipt.tsx';
import { Row, Rows } from '../ui/rows.tsx';
import { SectionHead } from '../ui/section-head.tsx';
import { Leaf, Spread } from '../ui/spread.tsx';
import { Table } from '../ui/table.tsx';
import { sayIn } from './say-in.ts';

/** The supervisor's desk and the programme's numbers. */
export function DeskPage() {
  const t = sayIn(useLocale());
  const peers = [
    { name: t('Meena', 'மீனா'), people: '14', hours: '21' },
    { name: t('Arul', 'அருள்'), people: '19', hours: '27' },
  ];
  return (
    <AppFrame
      me={{ name: t('Latha', 'லதா'), href: '#rest' }}
      path="#desk"
      action={null}
      places={[
        { href: '#today', label: t('Today', 'இன்று'), icon: 'today' },
        { href: '#person', label: t('People', 'நபர்கள்'), icon: 'people' },
        { href: '#desk', label: t('My desk', 'மேற்பார்வை'), icon: 'desk' },
      ]}
    >
      <Head
        title={t('My team', 'என் குழு')}
        lead={t('Latha, for Meena, Arul, Fathima, Jaya and Prem', 'லதா: மீனா, அருள், ஃபாத்திமா, ஜெயா, பிரேம் ஆகியோருக்கு')}
        aside={<Receipt step={3} label={t('matched 2 minutes ago', '2 நிமிடம் முன் சரிபார்க்கப்பட்டது')} />}
      />
      <Figures
        items={[
          { id: 'contacts', value: '1,204', label: t('contacts', 'சந்திப்புகள்'), note: t('this month', 'இந்த மாதம்') },
          { id: 'people', value: '212', label: t('people', 'நபர்கள்') },
          { id: 'hours', value: '806', label: t('hours together', 'சேர்ந்திருந்த மணி நேரம்') },
        ]}
      />
      <Spread>
        <Leaf>
          <section aria-labelledby="sign">
            <SectionHead id="sign" title={t('Waiting for your co-sign', 'உங்கள் கையொப்பத்துக்காக')}>
              <span className="note">{t('7 in all, oldest 3 days', 'மொத்தம் 7, பழையது 3 நாள்')}</span>
            </SectionHead>
            <Rows>
              <Row
                mark={<Initial name={t('Meena', 'மீனா')} voice="peer" />}
                heading
                title={t('Meena, with Kavi', 'மீனா, கவியுடன்')}
                detail={t('Fri 9 Oct, 45 min. At home. Listened, found something.', 'வெள்ளி 9 அக்., 45 நிமி. வீட்டில். கேட்டேன்.')}
                end={<LinkButton href="#desk">{t('Read', 'படி')}</LinkButton>}
              >
                <p className="note">{t('Words shared with the team', 'வார்த்தைகள் குழுவோடு பகிரப்பட்டன')}</p>
              </Row>
              <Row
                mark={<Initial name={t('Arul', 'அருள்')} voice="peer" />}
                heading
                title={t('Arul, with Murugan', 'அருள், முருகனுடன்')}
                detail={t('Fri 9 Oct, 60 min. Went along to the bank.', 'வெள்ளி 9 அக்., 60 நிமி. வங்கிக்குக் கூடப் போனேன்.')}
                end={<LinkButton href="#desk">{t('Read', 'படி')}</LinkButton>}
              />
            </Rows>
          </section>
        </Leaf>
        <Leaf>
          <section aria-labelledby="load">
            <SectionHead id="load" title={t('Who carries how much', 'யாரிடம் எவ்வளவு')} />
            <Table
              caption={t('People and hours of each peer', 'ஒவ்வொரு துணையின் நபர்களும் மணிகளும்')}
              rows={peers}
              rowKey={(peer) => peer.name}
              columns={[
                { id: 'name', header: t('Peer', 'துணை'), cell: (peer) => peer.name, isRowHeader: true },
                { id: 'people', header: t('People', 'நபர்கள்'), cell: (peer) => peer.people },
                { id: 'hours', header: t('Hours', 'மணி'), cell: (peer) => peer.hours, atEnd: true },
              ]}
            />
            <Folds>
              <Fold title={t('The same as a table', 'இதே அட்டவணையாக')} icon="list">
                <p>{t('Inside a fold.', 'மடிப்பின் உள்ளே.')}</p>
              </Fold>
              <Fold title={t('Words that can help', 'உதவும் வார்த்தைகள்')} startsOpen>
                <p>{t('An open fold.', 'திறந்த மடிப்பு.')}</p>
              </Fold>
            </Folds>
          </section>
          <Empty
            id="nothing"
            picture="page"
            title={t('No one here yet', 'இங்கே இன்னும் யாரும் இல்லை')}
            actions={
              <LinkButton href="#desk" icon="plus">
                {t('Add someone', 'ஒருவரைச் சேர்')}
              </LinkButton>
            }
          >
            {t('Start with a name to use. Nothing else is needed today.', 'கூப்பிடும் பெயரோடு தொடங்குங்கள். இன்று வேறெதுவும் வேண்டாம்.')}
          </Empty>
        </Leaf>
      </Spread>
    </AppFrame>
  );
}
