/** The main job in browsers that are not Chromium, where this machine has them: `./kith test --browsers all`. */
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { findFirefox, findWebKit } from '../../src/cli/find-browsers.ts';
import { type Engine, openEngine } from './engine.ts';
import { abilitiesOf, doTheMainJob } from './main-job.ts';
import { type Relay, relayTo } from './relay.ts';

describe.each([findFirefox(), findWebKit()])('in $name', (found) => {
  let engine: Engine;
  let relay: Relay;
  beforeAll(async () => {
    if (!found.driven) return;
    relay = await relayTo(inject('kith').origin);
    engine = await openEngine(found);
  }, 60_000);
  afterAll(async () => {
    await engine?.close();
    await relay?.cut();
  });

  it('a peer records a contact without a network, and it arrives', async ({ skip, annotate }) => {
    if (!found.driven) return skip(found.reason);
    const { hasWorker } = await doTheMainJob(engine, relay, inject('kith'));
    const abilities = await abilitiesOf(engine);
    await annotate(`${engine.version}: ${JSON.stringify({ ...abilities, opensWithoutNetwork: hasWorker })}`);
    // Without these Kith cannot keep its promises in this browser, and has to say so instead of opening.
    expect(abilities).toMatchObject({ secure: true, locks: true, broadcast: true });
    expect(hasWorker).toBe(true);
  }, 300_000);
});
