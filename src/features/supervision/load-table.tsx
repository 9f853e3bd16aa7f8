/** Who carries how much: the bar is only another way to read the number beside it. */
import { m } from '../../paraglide/messages.js';
import { useLocale } from '../../web/frame/locale.tsx';
import { SectionHead } from '../../web/ui/section-head.tsx';
import { Table } from '../../web/ui/table.tsx';
import type { Load } from './desk-rows.ts';

export function LoadTable({ loads }: { loads: readonly Load[] }) {
  const locale = useLocale();
  const most = Math.max(1, ...loads.map((load) => load.people));
  const hours = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  return (
    <section aria-labelledby="load">
      <SectionHead id="load" title={m.desk_load()}>
        <span className="note">{m.desk_load_note()}</span>
      </SectionHead>
      <Table
        caption={m.desk_load_caption()}
        captionHidden
        tight
        rows={loads}
        rowKey={(load) => load.peer.id}
        columns={[
          { id: 'peer', header: m.desk_peer(), cell: (load) => load.peer.name, isRowHeader: true },
          { id: 'bar', header: <span className="vh">{m.desk_bar()}</span>, cell: (load) => <Bar share={load.people / most} /> },
          {
            id: 'people',
            header: m.desk_people(),
            cell: (load) => (
              <>
                {load.people}
                {load.covering > 0 && (
                  <>
                    <br />
                    <span className="note">{m.desk_covering({ count: load.covering })}</span>
                  </>
                )}
              </>
            ),
          },
          { id: 'contacts', header: m.desk_contacts(), cell: (load) => load.contacts, atEnd: true },
          { id: 'hours', header: m.desk_hours(), cell: (load) => hours.format(load.minutes / 60), atEnd: true },
        ]}
      />
      <p className="note mt2">{m.desk_coping()}</p>
    </section>
  );
}

function Bar({ share }: { share: number }) {
  return (
    <svg className="load" viewBox="0 0 200 12" preserveAspectRatio="none" aria-hidden="true">
      <rect className="load__all" width="200" height="12" />
      <rect className="load__in" width={Math.round(share * 200)} height="12" />
    </svg>
  );
}
