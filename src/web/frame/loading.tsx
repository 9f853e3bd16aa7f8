import { m } from '../../paraglide/messages.js';

/** Stands where a page will be while its data is fetched. The words are for screen readers; the lines for everyone else. */
export function Loading() {
  return (
    <div aria-busy="true">
      <p className="vh" role="status">
        {m.frame_loading()}
      </p>
      <div className="bones" aria-hidden="true">
        <span />
        <span />
        <span />
        <span />
        <span />
      </div>
    </div>
  );
}
