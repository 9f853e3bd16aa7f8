/** The list of screens that are looked at is whole: every route has a row, and every row a route. */
import { expect, test } from 'vitest';
import { besidePaths, joinPaths, ownPaths } from '../../src/web/own-paths.ts';
import { staffPaths } from '../../src/web/routes.tsx';
import { closedRows, screenRows } from '../e2e/screen-rows.ts';

const routes = [...staffPaths(), ...ownPaths, ...besidePaths, ...joinPaths];

test('somebody looks at every route of the app', () => {
  const looked = new Set<string>(screenRows.map(({ route }) => route));
  expect(routes.filter((route) => !looked.has(route))).toEqual([]);
});

test('every row is of a route that there is', () => {
  expect(screenRows.map(({ route }) => route).filter((route) => !routes.includes(route))).toEqual([]);
});

test('no two pictures have one name', () => {
  const names = [...screenRows.map(({ name }) => name), ...Object.keys(closedRows)];
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});
