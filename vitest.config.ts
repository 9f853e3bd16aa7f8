import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Whole processes under load, one after the other: a project of their own. */
const killTests = 'tests/kill/**/*.test.ts';
/** Processes of its own, with a database each. */
const simulation = 'tests/convergence/**/*.test.ts';
const databaseTests = ['src/**/*.pg.test.ts', 'tests/**/*.pg.test.ts'];

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        plugins: [react()],
        test: {
          name: 'unit',
          // Deriving a key or judging a password takes seconds on a phone, and on a machine that others use.
          testTimeout: 120_000,
          hookTimeout: 120_000,
          include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'tests/**/*.test.ts'],
          exclude: [...databaseTests, killTests, simulation, '**/node_modules/**', 'tests/e2e/**', 'tests/browsers/**'],
          setupFiles: ['./tests/setup/silent-console.ts'],
        },
      },
      {
        test: {
          name: 'pg',
          include: databaseTests,
          setupFiles: ['./tests/setup/silent-console.ts'],
          globalSetup: ['./tests/setup/database-for-tests.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'kill',
          include: [killTests],
          setupFiles: ['./tests/setup/silent-console.ts'],
          hookTimeout: 180_000,
        },
      },
      { test: { name: 'simulation', include: [simulation], setupFiles: ['./tests/setup/silent-console.ts'] } },
      {
        test: {
          name: 'browsers',
          include: ['tests/browsers/*.browser.test.ts'],
          globalSetup: ['./tests/browsers/start-for-browsers.ts'],
        },
      },
    ],
  },
});
