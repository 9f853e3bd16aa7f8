/** What the forms of a person's own pages have in common. */
import { m } from '../../paraglide/messages.js';
import type { TextLimit } from '../../web/ui/field-texts.ts';

/** How much may be written, said near its end. */
export function lettersLeft(max: number): TextLimit {
  return { max, left: (count) => m.views_letters_left({ count }), over: (count) => m.views_letters_over({ count }) };
}
