import { expect, it } from 'vitest';
import { findFirefox, findWebKit, type Machine } from './find-browsers.ts';

const aMachineWith = (...paths: string[]): Machine => ({ has: (path) => paths.includes(path), path: '/opt/bin', display: undefined });
const driver = '/usr/bin/WebKitWebDriver';
const browser = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';

it.each([
  ['no Firefox', findFirefox(aMachineWith()), /no firefox-esr or firefox/],
  ['no driver', findWebKit(aMachineWith(browser)), /no WebKitWebDriver/],
  ['no browser', findWebKit(aMachineWith(driver)), /no MiniBrowser/],
  ['nothing to show it on', findWebKit(aMachineWith(driver, browser)), /no display and no Xvfb/],
])('says why a browser is left out: %s', (_what, found, reason) => {
  expect(found).toMatchObject({ driven: false, reason: expect.stringMatching(reason) });
});

it('finds what is there, and starts a display only where there is none', () => {
  expect(findFirefox(aMachineWith('/opt/bin/firefox'))).toEqual({
    name: 'Firefox',
    driven: true,
    programs: { firefox: '/opt/bin/firefox' },
  });
  const machine = aMachineWith(driver, browser, '/usr/bin/Xvfb');
  expect(findWebKit(machine)).toEqual({ name: 'WebKit', driven: true, programs: { driver, browser, xvfb: '/usr/bin/Xvfb' } });
  expect(findWebKit({ ...machine, display: ':0' })).toEqual({ name: 'WebKit', driven: true, programs: { driver, browser } });
});
