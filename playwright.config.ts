import { defineConfig } from '@playwright/test';

/** A Kith for each of two workers (tests/e2e/start-kith.ts), and a phone's window: journeys wait more than they work, so two share two cores. */
export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '*.e2e.ts',
  globalSetup: './tests/e2e/start-kith.ts',
  workers: 2,
  fullyParallel: true,
  // A busy machine is slow, not wrong; what takes long for another reason is seen by the benches.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  retries: 1,
  use: {
    actionTimeout: 60_000,
    viewport: { width: 390, height: 844 },
    timezoneId: 'Asia/Kolkata',
    locale: 'en-IN',
    launchOptions: {
      ...(process.env.KITH_CHROMIUM ? { executablePath: process.env.KITH_CHROMIUM } : {}),
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
