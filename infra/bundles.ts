import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Stack } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { type BuildOptions, buildSync } from 'esbuild';
import type { ProvinceProfile } from '../shared/province/profile.ts';
import { type FunctionName, functionNames, functionSpec } from './functions.ts';

const project = fileURLToPath(new URL('..', import.meta.url));

/** Some dependencies are CommonJS and call require() at run time, which an ES module does not have. */
const banner = "import{createRequire as makeRequire}from'node:module';const require=makeRequire(import.meta.url);";

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
    alias: { '@aws-sdk/credential-provider-node': join(project, 'shared/runtime/lambda-credentials.ts') },
    banner: { js: banner },
    define,
    logLevel: 'warning',
  } as const satisfies BuildOptions;
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
    buildSync({
      ...bundleOptions({ PROVINCE_PROFILE: JSON.stringify(profile) }),
      entryPoints: functionNames.map((name) => ({ in: functionSpec(name).entry, out: `${name}/index` })),
      outdir: this.folder,
      outExtension: { '.js': '.mjs' },
    });
    for (const name of functionNames) {
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
