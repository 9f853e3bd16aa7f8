/** Ids are UUIDv7, made by whoever creates the row: on the phone for what is recorded there. */
import { z } from 'zod';
import './without-eval.ts';

/** A UUIDv7 as text, 36 characters, lower case. */
export const idSchema = z.uuidv7().toLowerCase();

export { newId } from './new-id.ts';
