/** From this width on, the app opens as a notebook of two leaves and speaks of a computer: the break of `.on-phone` and `.on-desk` in base.css. */
const desk = '(min-width: 62rem)';

/** Whether the screen is as wide as a desk's. A phone where nothing can say so, as in a test without a browser. */
export function isOnDesk(): boolean {
  return typeof matchMedia === 'function' && matchMedia(desk).matches;
}

/** "on this phone" in the hand, "on this computer" at a desk: pass the two messages, get the one that is true here. */
export function onThisDevice(phone: () => string, computer: () => string): string {
  return isOnDesk() ? computer() : phone();
}
