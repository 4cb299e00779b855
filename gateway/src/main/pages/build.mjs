// Makes the pages: installs what they are made with where that changed, holds them against the
// contract's types, and bundles them. Does nothing where all of it is there already.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const sources = dirname(fileURLToPath(import.meta.url));
const gateway = join(sources, '../../..');
const contract = join(gateway, 'src/main/resources/openapi.yaml');
const work = join(gateway, 'target/pages');
const out = join(gateway, 'target/classes/io/verilock/vkyc/gateway/pages');
const pages = ['record', 'staff'];
const installed = join(sources, 'node_modules/.package-lock.json');
const stamp = join(work, 'made');

function files(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.name !== 'node_modules')
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? files(path) : [path];
    });
}

const changed = (path) => statSync(path).mtimeMs;

function run(program, ...words) {
  const done = spawnSync(program, words, { cwd: sources, encoding: 'utf8' });
  if (done.error || done.status !== 0) {
    console.error(`${done.stdout ?? ''}${done.stderr ?? ''}`);
    console.error(`${program} ${words.join(' ')} failed: ${done.error?.message ?? `exit ${done.status}`}`);
    process.exit(1);
  }
}

const tool = (name) => join(sources, 'node_modules/.bin', name);

if (existsSync(stamp) && pages.every((page) => existsSync(join(out, `${page}.html`)))
    && [...files(sources), contract].every((path) => changed(path) < changed(stamp))) {
  process.exit(0);
}
mkdirSync(work, { recursive: true });
if (!existsSync(installed) || changed(installed) < changed(join(sources, 'package-lock.json'))) {
  run('npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error');
}
run(tool('openapi-typescript'), contract, '-o', join(work, 'contract.d.ts'));
run(tool('tsc'), '-p', sources);

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const { build } = await import('esbuild');
const made = await build({
  absWorkingDir: sources,
  entryPoints: Object.fromEntries(pages.map((page) => [page, join(sources, page, 'main.ts')])),
  outdir: out,
  entryNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  target: 'es2021',
  minify: true,
  metafile: true,
  legalComments: 'linked',
  logLevel: 'warning',
});
// The script for other people's pages has one name for ever, and leaves nothing in their window.
await build({
  absWorkingDir: sources,
  entryPoints: [join(sources, 'embed/main.ts')],
  outfile: join(out, 'embed.js'),
  bundle: true,
  format: 'iife',
  target: 'es2021',
  minify: true,
  logLevel: 'warning',
});
// Each page begins with files whose names change with what is in them, so that they can be kept for ever.
for (const [path, output] of Object.entries(made.metafile.outputs)) {
  if (output.entryPoint?.endsWith('/main.ts')) {
    const page = basename(dirname(output.entryPoint));
    const html = readFileSync(join(sources, page, 'page.html'), 'utf8')
      .replace('%SCRIPT%', basename(path))
      .replace('%STYLE%', basename(output.cssBundle));
    writeFileSync(join(out, `${page}.html`), html);
  }
}
writeFileSync(stamp, '');
