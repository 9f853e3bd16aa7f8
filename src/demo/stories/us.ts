/** All threads of Riverbend. */
import type { Story } from '../story.ts';
import { usBody } from './us-body.ts';
import { usHome } from './us-home.ts';
import { usPeople } from './us-people.ts';
import { usReturn } from './us-return.ts';
import { usWork } from './us-work.ts';

export const usStories: readonly Story[] = [...usHome, ...usWork, ...usPeople, ...usBody, ...usReturn];
