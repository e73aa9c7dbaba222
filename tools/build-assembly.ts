import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Province } from '../infra/profiles.ts';
import { inputsHash } from './build-inputs.ts';
import { firstMorning, project } from './clouds.ts';

const output = join(project, 'cdk.out');
const stampName = '.inputs';

/** A province that is built otherwise than its file says, for a test. */
export interface Variant {
  /** Of its folder, after the province's code. */
  name: string;
  profile: (of: Province['profile']) => Province['profile'];
}

/** The folder of a province that is built from what is there now; undefined where it is not built, or from other inputs. */
export function upToDate(province: string): string | undefined {
  const folder = join(output, province);
  return isBuiltFrom(inputsHash(project, province), folder) ? folder : undefined;
}

function isBuiltFrom(hash: string, folder: string): boolean {
  const stamp = join(folder, stampName);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
}

/**
 * Synthesises a province, with its bundles, into a folder of cdk.out; one whose inputs are the same as last time is left
 * as it is. Answers the folder's name.
 */
export async function buildAssembly(province: string, variant?: Variant): Promise<string> {
  const started = performance.now();
  const name = variant ? `${province}-${variant.name}` : province;
  const folder = join(output, name);
  const { findProvince } = await import('../infra/profiles.ts');
  const found = (code: string, stage: Parameters<typeof findProvince>[1]): Province => {
    const { profile } = findProvince(code, stage, firstMorning.slice(0, 10));
    // On one machine nobody is assessed for real, so nothing waits to be confirmed.
    return { profile: variant?.profile(profile) ?? profile, unconfirmed: [] };
  };
  const hash = inputsHash(project, variant ? JSON.stringify(found(province, 'production').profile) : province);
  if (isBuiltFrom(hash, folder)) {
    console.log(`cdk.out/${name}: unchanged`);
    return name;
  }

  // Loaded only when there is something to do; aws-cdk-lib takes longer to load than the comparison above.
  const { provinceApp } = await import('../infra/province-app.ts');
  // Of its own: a demo and a test run may build at the same moment.
  const unfinished = join(output, `${name}.unfinished-${process.pid}`);
  mkdirSync(output, { recursive: true });
  provinceApp(found, {
    outdir: unfinished,
    // Takes longer than all the rest; `cdk synth` and test/infra validate the same template.
    builtinCloudFormationValidation: false,
    // As the CLI sets them, so that both write the same template.
    context: { province, 'aws:cdk:enable-path-metadata': true, 'aws:cdk:enable-asset-metadata': true },
  }).synth();
  writeFileSync(join(unfinished, stampName), hash);
  rmSync(folder, { recursive: true, force: true });
  renameSync(unfinished, folder);
  console.log(`cdk.out/${name}: built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return name;
}
