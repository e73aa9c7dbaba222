/**
 * `node tools/build.ts [province…]`: synthesises provinces, with their bundles, into cdk.out/<province>, which is what
 * the local cloud runs and what `cdk deploy --app cdk.out/<province>` deploys. A province whose inputs are the same as
 * last time is left as it is.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { argumentsOf, misused } from './arguments.ts';
import { inputsHash } from './build-inputs.ts';
import { firstMorning } from './clouds.ts';

const project = fileURLToPath(new URL('..', import.meta.url));
const output = join(project, 'cdk.out');
const stampName = '.inputs';

async function build(province: string): Promise<void> {
  const started = performance.now();
  const folder = join(output, province);
  const stamp = join(folder, stampName);
  const hash = inputsHash(project, province);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) {
    console.log(`cdk.out/${province}: unchanged`);
    return;
  }

  // Loaded only when there is something to do; aws-cdk-lib takes longer to load than the comparison above.
  const { provinceApp } = await import('../infra/province-app.ts');
  const { findProvince } = await import('../infra/profiles.ts');
  // Of its own: a demo and a test run may build at the same moment.
  const unfinished = join(output, `${province}.unfinished-${process.pid}`);
  mkdirSync(output, { recursive: true });
  // On one machine nobody is assessed for real, so nothing waits to be confirmed.
  provinceApp((code, stage) => ({ ...findProvince(code, stage, firstMorning.slice(0, 10)), unconfirmed: [] }), {
    outdir: unfinished,
    // Takes longer than all the rest; `cdk synth` and test/infra validate the same template.
    builtinCloudFormationValidation: false,
    // As the CLI sets them, so that both write the same template.
    context: { province, 'aws:cdk:enable-path-metadata': true, 'aws:cdk:enable-asset-metadata': true },
  }).synth();
  writeFileSync(join(unfinished, stampName), hash);
  rmSync(folder, { recursive: true, force: true });
  renameSync(unfinished, folder);
  console.log(`cdk.out/${province}: built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

const usage = 'npm run build [-- <省级行政区划代码>…]';
const { positionals: asked } = argumentsOf({}, Number.POSITIVE_INFINITY, usage);
for (const province of asked) {
  if (!existsSync(join(project, 'infra/provinces', `${province}.ts`))) misused(`没有“${province}”这个省的配置`, usage);
}
for (const province of asked.length > 0 ? asked : ['530000', '370000']) {
  await build(province);
}
