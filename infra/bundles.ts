import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Stack } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { BuildOptions } from 'esbuild';
import type { ProvinceProfile } from '../shared/province/profile.ts';
import { type FunctionName, functionNames, functionSpec } from './functions.ts';
import { buildWorkbench } from './workbench.ts';

const project = fileURLToPath(new URL('..', import.meta.url));

/** Some dependencies are CommonJS and call require() at run time, which an ES module does not have. */
const banner = "import{createRequire as makeRequire}from'node:module';const require=makeRequire(import.meta.url);";

/** Parts of packages that no function uses and each would carry, a third of a bundle together, or that Node itself has, and what stands in for them. */
const standIns = {
  '@aws-sdk/credential-provider-node': join(project, 'shared/runtime/lambda-credentials.ts'),
  '@aws-sdk/middleware-endpoint-discovery': join(project, 'shared/runtime/no-endpoint-discovery.ts'),
  '@smithy/core/event-streams': join(project, 'shared/runtime/no-event-streams.ts'),
  'brotli/decompress.js': join(project, 'shared/runtime/brotli.ts'),
  'node:http': join(project, 'shared/runtime/node-http.ts'),
};

/** How every function is bundled; `define` holds the constants compiled in. */
export function bundleOptions(define: Record<string, string>) {
  return {
    absWorkingDir: project,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    minify: true,
    // Chinese as it is: escaped, each character takes six bytes in place of three.
    charset: 'utf8',
    // Nothing is external, not even the SDK: the one that the runtime brings differs between regions.
    external: [],
    alias: standIns,
    banner: { js: banner },
    define,
    logLevel: 'warning',
  } as const satisfies BuildOptions;
}

/**
 * Where the source map of every bundle that was ever built here is kept, under the bundle's own name: a stack of an old
 * build is read with the map of that build (tools/trace.ts). No bundle carries its map along.
 */
export const keptMaps = join(project, 'maps');

/**
 * Bundles functions in one pass of esbuild, each into a folder of its name. The code is in a file named after the
 * function and the digest of the code, so that every line of a stack says which build it is of; index.mjs hands its
 * handler on, because what Lambda is told to call must be the same before and after an update.
 */
export function bundle(names: readonly FunctionName[], profile: ProvinceProfile, folder: string, maps: string): void {
  const options = {
    ...bundleOptions({ PROVINCE_PROFILE: JSON.stringify(profile) }),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    sourcemap: 'external',
  } as const satisfies BuildOptions;
  // First, as they are named after their code, and the functions say their names.
  const later = [...new Set(names.flatMap((name) => functionSpec(name).later ?? []))];
  const called = (path: string) => basename(path, '.ts');
  run({ ...options, entryPoints: later.map((path) => ({ in: path, out: `later/${called(path)}` })) }, {});
  const files = new Map(later.map((path) => [path, named(join(folder, 'later'), called(path), maps)]));
  const entryPoints = names.map((name) => ({ in: functionSpec(name).entry, out: `${name}/${name}` }));
  run({ ...options, entryPoints }, Object.fromEntries([...files].map(([path, file]) => [join(project, path), file])));
  for (const name of names) {
    const file = named(join(folder, name), name, maps);
    writeFileSync(join(folder, name, 'index.mjs'), `export{handler}from"./${file}";\n`);
    for (const path of functionSpec(name).later ?? []) {
      const beside = files.get(path) as string;
      cpSync(join(folder, 'later', beside), join(folder, name, beside));
    }
  }
  rmSync(join(folder, 'later'), { recursive: true, force: true });
}

/**
 * Builds; does nothing where there is nothing to build.
 *
 * @param later files that are imported only when they are asked for: by the path of each, the name of the file built of it
 */
function run(
  options: BuildOptions & { entryPoints: { in: string; out: string }[] },
  later: Record<string, string>,
): void {
  if (options.entryPoints.length === 0) return;
  execFileSync(process.execPath, [join(project, 'infra/bundler.ts')], {
    input: JSON.stringify({ options, later }),
    stdio: ['pipe', 'inherit', 'inherit'],
  });
}

/** Names a file that was built after the digest of its code, and keeps its map under that name. */
function named(folder: string, name: string, maps: string): string {
  const built = join(folder, `${name}.mjs`);
  const digest = createHash('sha256').update(readFileSync(built)).digest('hex').slice(0, 12);
  const file = `${name}-${digest}.mjs`;
  keepMap(`${built}.map`, join(maps, `${file}.map.gz`));
  renameSync(built, join(folder, file));
  return file;
}

/** With paths as in the project, and the text of our own files only: that of packages can be looked up. */
function keepMap(made: string, kept: string): void {
  const map = JSON.parse(readFileSync(made, 'utf8')) as { sources: string[]; sourcesContent: (string | null)[] };
  rmSync(made);
  if (existsSync(kept)) return;
  // What is compiled in, like the profile, has a name in angle brackets and no path.
  map.sources = map.sources.map(
    (source) => /<[^/]*>$/.exec(source)?.[0] ?? relative(project, resolve(dirname(made), source)),
  );
  map.sourcesContent = map.sourcesContent.map((text, index) =>
    /^(node_modules\/|<)/.test(map.sources[index] ?? '') ? null : text,
  );
  mkdirSync(dirname(kept), { recursive: true });
  // Never half a file, also when two builds write the same map.
  const unfinished = `${kept}.${process.pid}`;
  writeFileSync(unfinished, gzipSync(JSON.stringify(map)));
  renameSync(unfinished, kept);
}

/**
 * The code of all functions of one province, bundled in one pass of esbuild.
 *
 * NodejsFunction's own bundling is not used: it starts a shell and an esbuild for each function, and it would put the
 * province's profile, tens of kilobytes of Chinese and CEL, on that shell's command line.
 */
export class Bundles {
  /** A folder for each function, to be copied into the assembly; gone when the process ends. */
  private readonly folder = mkdtempSync(join(tmpdir(), 'jdlk-bundles-'));

  /** When the context says `aws:cdk:bundling-stacks: []`, only the template is wanted and no code is bundled. */
  constructor(stack: Stack, profile: ProvinceProfile) {
    process.once('exit', () => rmSync(this.folder, { recursive: true, force: true }));
    if (stack.bundlingRequired) {
      this.build(profile);
    } else {
      this.leaveOut();
    }
  }

  /** index.mjs, which exports `handler`, and the function's files. */
  code(name: FunctionName): Code {
    return Code.fromAsset(join(this.folder, name));
  }

  private build(profile: ProvinceProfile): void {
    bundle(functionNames, profile, this.folder, keptMaps);
    for (const name of functionNames) {
      if (functionSpec(name).workbench) buildWorkbench(join(this.folder, name, 'workbench'), profile);
      for (const [from, to] of Object.entries(functionSpec(name).files ?? {})) {
        const copy = join(this.folder, name, to);
        mkdirSync(dirname(copy), { recursive: true });
        cpSync(join(project, from), copy);
      }
    }
  }

  private leaveOut(): void {
    for (const name of functionNames) {
      mkdirSync(join(this.folder, name));
      writeFileSync(join(this.folder, name, 'not-bundled'), name);
    }
  }
}
