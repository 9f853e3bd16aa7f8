import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const databaseTests = ['src/**/*.pg.test.ts', 'tests/**/*.pg.test.ts'];

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        plugins: [react()],
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'tests/**/*.test.ts'],
          exclude: [...databaseTests, '**/node_modules/**', 'tests/e2e/**'],
          setupFiles: ['./tests/setup/silent-console.ts'],
        },
      },
      {
        test: {
          name: 'pg',
          include: databaseTests,
          setupFiles: ['./tests/setup/silent-console.ts'],
          globalSetup: ['./tests/setup/database-for-tests.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
