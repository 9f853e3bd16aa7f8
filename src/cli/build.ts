/** `./kith build`, and the same by itself before a start: the screens, built once for each state of the sources. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { UserError } from '../shared/user-error.ts';
import { print } from './run-until-stopped.ts';

const projectFolder = join(import.meta.dirname, '../..');
const webFolder = join(projectFolder, 'dist/web');
const stampFile = join(projectFolder, 'dist/web.stamp');

export async function run(): Promise<number> {
  build(stateOfSources());
  return 0;
}

export async function buildWebIfNeeded(): Promise<void> {
  const state = stateOfSources();
  const built = existsSync(join(webFolder, 'index.html')) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === state;
  if (!built) build(state);
}

/** Built beside and then put in place, so that two commands at once, or a server at work, never see half of it. */
function build(state: string): void {
  print('building the screens (about 20 seconds)');
  const made = join(projectFolder, `dist/web-${process.pid}`);
  const vite = join(projectFolder, 'node_modules/vite/bin/vite.js');
  const result = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn', '--outDir', made, '--emptyOutDir'], {
    cwd: projectFolder,
    encoding: 'utf8',
    // Whatever the shell says: built for anything else, the app would keep no screens and not open without a network.
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (result.status !== 0) {
    rmSync(made, { recursive: true, force: true });
    throw new UserError(`the screens could not be built: ${`${result.stderr}${result.stdout}`.trim().split('\n').slice(0, 12).join('\n')}`);
  }
  pack(made);
  rmSync(webFolder, { recursive: true, force: true });
  renameSync(made, webFolder);
  writeFileSync(stampFile, state);
}

/** Brotli copies beside what is text: packed once here, not for each phone that asks. Fonts and pictures are packed already. */
function pack(folder: string): void {
  for (const file of globSync('**/*.{js,css,html,svg,webmanifest}', { cwd: folder })) {
    const path = join(folder, file);
    writeFileSync(`${path}.br`, brotliCompressSync(readFileSync(path)));
  }
}

/** Names, sizes and times of everything the build reads; quicker than reading it, and wrong only in the direction of building again. */
function stateOfSources(): string {
  const files = globSync(['src/**/*.{ts,tsx,css,json}', 'public/**/*', 'index.html', 'vite.config.ts', 'package-lock.json'], {
    cwd: projectFolder,
  }).sort();
  const hash = createHash('sha256');
  for (const file of files) {
    const { size, mtimeMs } = statSync(join(projectFolder, file));
    hash.update(`${file}:${size}:${mtimeMs};`);
  }
  return hash.digest('hex');
}
