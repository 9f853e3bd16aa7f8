/** All threads of Thunai. */
import type { Story } from '../story.ts';
import { chennaiBody } from './chennai-body.ts';
import { chennaiHome } from './chennai-home.ts';
import { chennaiPeople } from './chennai-people.ts';
import { chennaiReturn } from './chennai-return.ts';
import { chennaiWork } from './chennai-work.ts';

export const chennaiStories: readonly Story[] = [...chennaiHome, ...chennaiWork, ...chennaiPeople, ...chennaiBody, ...chennaiReturn];
