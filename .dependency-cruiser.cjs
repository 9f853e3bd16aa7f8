/** Which part may know of which (docs: house layout in ARCHITECTURE.md). Run by `./kith test`. */
module.exports = {
  forbidden: [
    {
      name: 'server-stays-on-the-server',
      comment: 'What ends in .server.ts, and all of src/server, never reaches the browser.',
      severity: 'error',
      from: { path: '^src/(web|device)/|\\.tsx$', pathNot: '\\.(test|pg\\.test)\\.tsx?$' },
      to: { path: '\\.server\\.ts$|^src/server/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'shared-knows-nobody',
      comment: 'src/shared imports nothing of ours.',
      severity: 'error',
      from: { path: '^src/shared/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/(?!shared/)' },
    },
    {
      name: 'plain-files-do-no-input-or-output',
      comment: 'Nouns, rules and policies run on both sides: no Node modules.',
      severity: 'error',
      from: { path: '^src/features/[^/]+/[^.]+\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'server-does-not-know-screens',
      severity: 'error',
      from: { path: '^src/server/|\\.server\\.ts$' },
      to: { path: '^src/(web|device)/|\\.tsx$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/paraglide|^src/server/db-types' },
    tsPreCompilationDeps: true,
    parser: 'swc', // TypeScript 7 has no programming interface that dependency-cruiser could use
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.json'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
