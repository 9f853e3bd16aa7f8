/** The main job, step by step, in any browser: sign in, go off the network, record a contact, close and open, come back, see it matched. */
import type { Running } from '../e2e/start-kith.ts';
import type { Engine } from './engine.ts';
import type { Relay } from './relay.ts';

type Place = { selector: string; text?: string; nth?: number };

/** In the page: marks the nth element that fits, so that the driver can find it, and says whether there is one. */
const mark = `({ selector, text, nth }) => {
  const found = [...document.querySelectorAll(selector)].filter((one) => one.getClientRects().length > 0 && (!text || one.textContent.includes(text)));
  const one = found.at(nth ?? 0);
  if (!one) return false;
  for (const old of document.querySelectorAll('[data-here]')) old.removeAttribute('data-here');
  one.setAttribute('data-here', '');
  one.scrollIntoView({ block: 'center' });
  return true;
}`;

export function hands(engine: Engine) {
  /** Waits until the page says yes. @param what told when it never does */
  async function until(what: string, source: string, args: unknown[] = [], ms = 30_000): Promise<void> {
    const end = Date.now() + ms;
    while (Date.now() < end) {
      // Between two pages there is nobody to ask.
      if (await engine.ask<boolean>(source, ...args).catch(() => false)) return;
      await new Promise((later) => setTimeout(later, 200));
    }
    const shown = await engine.ask<string>('() => location.pathname + " · " + document.body.innerText.slice(0, 600)').catch(String);
    throw new Error(`waited ${ms / 1000} s in vain for ${what}. The page shows: ${shown}`);
  }
  const here = '[data-here]';
  return {
    until,
    press: async (place: Place) => {
      await until(`${place.selector} ${place.text ?? ''}`, mark, [place]);
      await engine.press(here);
    },
    type: async (place: Place, text: string) => {
      await until(place.selector, mark, [place]);
      await engine.type(here, text);
    },
    says: (words: string, ms?: number) => until(`"${words}"`, '(words) => document.body.innerText.includes(words)', [words], ms),
    isThere: (place: Place) => engine.ask<boolean>(mark, place),
  };
}

const onlyHere = `() => {
  const heading = document.querySelector('#only');
  return heading ? heading.closest('section').querySelectorAll('li').length : -1;
}`;
const matched = 'read back and matched';

/** Opens the notebook where a device asks for words: the first time those it proposes, later the same ones. */
async function openNotebook(engine: Engine, known: { words: string }): Promise<void> {
  const { until, press, type } = hands(engine);
  const state = `() => {
    if (document.querySelectorAll('.keywords li').length === 4) return 'proposes';
    if (document.querySelector('input[name="passphrase"]')) return 'asks';
    return document.querySelector('h1') && !location.pathname.startsWith('/sign-in') ? 'open' : '';
  }`;
  await until('the notebook', `() => (${state})() !== ''`);
  const at = await engine.ask<string>(state);
  if (at === 'proposes') {
    known.words = await engine.ask<string>(`() => [...document.querySelectorAll('.keywords li')].map((one) => one.textContent).join(' ')`);
    await press({ selector: 'button[type="submit"]' });
  }
  if (at === 'asks') {
    await type({ selector: 'input[name="passphrase"]' }, known.words);
    await press({ selector: 'button[type="submit"]' });
  }
  await until('an open notebook', `() => (${state})() === 'open'`);
}

/** What this browser has of what Kith uses; `null` where there is no such thing to ask. */
export async function abilitiesOf(engine: Engine): Promise<Record<string, unknown>> {
  return engine.ask(`async () => {
    const capabilities = globalThis.PublicKeyCredential?.getClientCapabilities ? await PublicKeyCredential.getClientCapabilities().catch(() => null) : null;
    return {
      secure: isSecureContext,
      serviceWorker: 'serviceWorker' in navigator,
      locks: 'locks' in navigator,
      broadcast: 'BroadcastChannel' in globalThis,
      trustedTypes: 'trustedTypes' in globalThis,
      persist: typeof navigator.storage?.persist === 'function',
      passkeys: 'PublicKeyCredential' in globalThis,
      prf: capabilities ? (capabilities['extension:prf'] ?? false) : null,
    };
  }`);
}

export async function doTheMainJob(engine: Engine, relay: Relay, running: Running): Promise<{ hasWorker: boolean }> {
  const { until, press, type, says, isThere } = hands(engine);
  const known = { words: '' };
  await engine.goto(`${relay.origin}/`);
  await press({ selector: 'button', text: 'English' });
  await type({ selector: 'input[autocomplete~="username"]' }, running.emails['peer@thunai'] ?? '');
  await type({ selector: 'input[autocomplete="current-password"]' }, running.passphrase);
  await press({ selector: 'button[type="submit"]' });
  await openNotebook(engine, known);
  await says(matched, 60_000);

  // Where the browser keeps screens, the app opens without a network from the second visit; where it does not, it stays open.
  const hasWorker = await engine.ask<boolean>(`async () => 'serviceWorker' in navigator && (await Promise.race([
    navigator.serviceWorker.ready.then(() => true), new Promise((no) => setTimeout(() => no(false), 20000))]))`);
  if (hasWorker) {
    await engine.goto(`${relay.origin}/`);
    await openNotebook(engine, known);
    await says(matched, 60_000);
  }
  await relay.cut();
  if (hasWorker) {
    await engine.goto(`${relay.origin}/`);
    await openNotebook(engine, known);
  } else await engine.ask(`() => dispatchEvent(new Event('online'))`);
  await says('No network since', 60_000);

  await press({ selector: 'a', text: 'Record a contact' });
  const who = 'fieldset .chip__face, [role="group"] .chip__face';
  await press({ selector: who });
  await press({ selector: '.chip__face', text: '45' });
  const chosen = `() => !!document.querySelector('[role="radiogroup"] input:checked')`;
  if (!(await engine.ask<boolean>(chosen)) || !(await isThere({ selector: '[data-selected] .chip__face' }))) {
    await press({ selector: '.chip__face', text: 'Our place' });
  }
  await press({ selector: '.chip__face', text: 'Listened' });
  await press({ selector: 'button', text: 'Save on this' });
  await until('one entry that is only here', `() => (${onlyHere})() === 1`);
  if (hasWorker) {
    await engine.goto(`${relay.origin}/`);
    await openNotebook(engine, known);
    await until('the entry, after closing and opening', `() => (${onlyHere})() === 1`);
  }

  await relay.mend();
  await engine.ask(`() => dispatchEvent(new Event('online'))`);
  await until('nothing that is only here', `() => (${onlyHere})() === 0`, [], 90_000);
  await says(matched);
  return { hasWorker };
}
