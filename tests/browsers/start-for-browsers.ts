import type { TestProject } from 'vitest/node';
import { type Running, startKith } from '../e2e/start-kith.ts';

/** One Kith for all browsers. */
export default async function startForBrowsers(project: TestProject): Promise<() => Promise<void>> {
  const { running, stop } = await startKith();
  project.provide('kith', running);
  return stop;
}

declare module 'vitest' {
  export interface ProvidedContext {
    /** The demo that runs: its address, and who may sign in. */
    kith: Running;
  }
}
