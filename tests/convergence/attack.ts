/** Whoever knows the id of another's command learns nothing by it, and gets nothing done in their name. */
import { deliver } from './network.ts';
import { makesARow } from './promises.ts';
import type { Sim } from './sim.ts';
import { packVersion } from './sim-device.ts';

/** Somebody sends what another has sent, under its id. */
export async function sendAsAnother(sim: Sim): Promise<string> {
  const known = [...sim.ledger.made.values()].filter(
    (one) => one.notebook !== null && makesARow(one) && sim.ledger.wasAccepted(one.staffId, one.id),
  );
  const one = sim.random.pick(known);
  const notebook = sim.random.pick(sim.phones)?.user;
  // In another organisation the same ids are other rows.
  if (!one || !notebook || notebook.owner.staffId === one.staffId || notebook.owner.orgId !== one.orgId) return 'nothing';
  const recordedAt = new Date(one.at).toISOString();
  const command = { id: one.id, name: one.name, version: 1, args: one.args, recordedAt, packVersion };
  const headers = { 'content-type': 'application/json', 'x-kith-device': notebook.phone.deviceId, 'x-kith-as': notebook.owner.staffId };
  const body = JSON.stringify({ commands: [command] });
  const sent = { nth: 0, notebook, path: '/api/commands', headers, body, sentAt: sim.time.now(), late: true };
  await deliver(sim, { ...sent, answered: () => undefined }, true);
  return `${notebook.owner.name} sends ${one.name} ${one.id}`;
}
