/** In a browser the schema library must not try whether it may make functions from text: our content policy forbids it and would say so. */
import { z } from 'zod';

if (typeof document !== 'undefined') z.config({ jitless: true });
