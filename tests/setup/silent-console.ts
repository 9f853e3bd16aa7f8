import { afterEach, beforeEach, vi } from 'vitest';

/** Output nobody asked for is a sign of something wrong, so it fails the test. A test that expects some takes the console over itself. */
const said: string[] = [];

beforeEach(() => {
  said.length = 0;
  for (const method of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const) {
    vi.spyOn(console, method).mockImplementation((...words: unknown[]) => {
      said.push(`console.${method}: ${words.map(String).join(' ')}`);
    });
  }
});

afterEach(() => {
  vi.restoreAllMocks();
  if (said.length > 0) throw new Error(`Unexpected console output:\n${said.join('\n')}`);
});
