/** What one simulated run is made of; the other files are what happens in it. */
import type pg from 'pg';
import type { Age } from './ages.ts';
import type { Ledger } from './ledger.ts';
import type { Random } from './random.ts';
import type { Notebook, Phone, PhoneFaults } from './sim-device.ts';
import type { Rewriting, SimServer } from './sim-server.ts';
import type { SimTime } from './sim-time.ts';
import type { World } from './world.ts';

/** Something that must always hold, and did not. */
export class Violation extends Error {
  readonly invariant: string;
  constructor(invariant: string, detail: string) {
    super(`${invariant}: ${detail}`);
    this.invariant = invariant;
  }
}

/** A request on its way. A late one is a request its phone has given up on: whatever is answered, nobody hears it. */
export type Message = {
  nth: number;
  notebook: Notebook;
  path: string;
  headers: Record<string, string>;
  body: string | undefined;
  /** True time at which the phone sent it. */
  sentAt: number;
  late: boolean;
  /** Another session than its owner's; only an attack or a planted fault has one. */
  cookie?: string;
  answered: (answer: Response | null) => void;
};

/** A request that a server has begun and not ended: held up by the scheduler, or waiting for one that is. */
export type UnderWay = { message: Message; server: number; done: Promise<Response | null>; loseAnswer: boolean };

/** A planted fault: what is put in place of something right. */
export type Sabotage = {
  name: string;
  phone?: PhoneFaults;
  rewrite?: Rewriting;
  request?: (message: Message, sim: Sim) => Message | Promise<Message>;
  answer?: (text: string, message: Message, sim: Sim) => string | Promise<string>;
  /** Statements run before anything else. */
  setUp?: string;
  /** A COMMIT that never arrived is called one that did. */
  liesAboutCommit?: boolean;
  /** Runs in which something must happen for the fault to matter. */
  needs?: { restore?: boolean };
};

export type Sim = {
  seed: string;
  random: Random;
  time: SimTime;
  admin: pg.Client;
  world: World;
  servers: SimServer[];
  startServer: (age?: Age) => SimServer;
  phones: Phone[];
  ledger: Ledger;
  pending: Message[];
  /** How many requests there have been. */
  sent: number;
  held: UnderWay | null;
  blocked: UnderWay | null;
  sabotage: Sabotage | null;
  /** Faults of the network and the machines happen; off while everything comes to rest. */
  faulty: boolean;
  /** In which order ids were first seen: the same whatever the clocks say that are written into them. */
  ordinalOf: (id: string) => number;
  /** What became of each command, by its ordinal. */
  outcomes: string[];
  trace: string[];
  counts: Map<string, number>;
  note: (line: string) => void;
  count: (what: string, by?: number) => void;
  /** Told what a server reported as a fault of ours. */
  faults: unknown[];
};

export const notebooksOf = (sim: Sim): Notebook[] => sim.phones.flatMap((phone) => phone.notebooks);
