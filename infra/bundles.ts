import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { buildSync } from 'esbuild';
import type { ProvinceProfile } from '../shared/province/profile.ts';
import { type FunctionName, functionNames, functionSpec } from './functions.ts';

const project = fileURLToPath(new URL('..', import.meta.url));

/** Some dependencies are CommonJS and call require() at run time, which an ES module does not have. */
const banner = "import{createRequire as makeRequire}from'node:module';const require=makeRequire(import.meta.url);";

/**
 * The code of all functions of one province, bundled in one pass of esbuild when the first of them is asked for, and
 * not at all when the context says `aws:cdk:bundling-stacks: []`.
 *
 * NodejsFunction's own bundling is not used: it starts a shell and an esbuild for each function, and it would put the
 * province's profile, tens of kilobytes of Chinese and CEL, on that shell's command line.
 */
export class Bundles {
  private readonly profile: ProvinceProfile;
  private staging: string | undefined;

  constructor(profile: ProvinceProfile) {
    this.profile = profile;
  }

  /** A folder with index.mjs, which exports `handler`, and the function's files. */
  code(name: FunctionName): Code {
    return Code.fromAsset(project, {
      assetHashType: AssetHashType.OUTPUT,
      bundling: {
        // Never run: the local bundling below either succeeds or throws. But it is by the command that CDK tells one
        // bundle of the same folder from another.
        image: DockerImage.fromRegistry('none'),
        command: [this.profile.code, name],
        local: {
          tryBundle: (outputFolder) => {
            this.place(name, outputFolder);
            return true;
          },
        },
      },
    });
  }

  private place(name: FunctionName, outputFolder: string): void {
    this.staging ??= this.build();
    cpSync(join(this.staging, name), outputFolder, { recursive: true });
    for (const [from, to] of Object.entries(functionSpec(name).files ?? {})) {
      cpSync(join(project, from), join(outputFolder, to));
    }
  }

  private build(): string {
    const folder = mkdtempSync(join(tmpdir(), 'jdlk-bundles-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    buildSync({
      absWorkingDir: project,
      entryPoints: functionNames.map((name) => ({ in: functionSpec(name).entry, out: `${name}/index` })),
      outdir: folder,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      platform: 'node',
      target: 'node24',
      format: 'esm',
      mainFields: ['module', 'main'],
      minify: true,
      // Bundled too: the SDK that the runtime brings differs between regions.
      external: [],
      banner: { js: banner },
      define: { PROVINCE_PROFILE: JSON.stringify(this.profile) },
      logLevel: 'warning',
    });
    return folder;
  }
}
