/** Structured logs. They carry codes, ids of routes and times; names, contact details and words never reach them (log.pg.test.ts greps). */
import pino, { type Logger } from 'pino';
import type { Config } from './config.ts';

export function makeLog(level: Config['logLevel'], destination?: pino.DestinationStream): Logger {
  return pino(
    {
      level,
      base: { app: 'kith' },
      // An error's message may quote a value that was written; its class and code may not.
      serializers: { err: (error: Error & { code?: string }) => ({ type: error.name, code: error.code }) },
    },
    destination ?? pino.destination({ fd: 2, sync: false }),
  );
}
