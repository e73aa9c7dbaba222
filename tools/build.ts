/**
 * `node tools/build.ts [province…]`: synthesises provinces, with their bundles, into cdk.out/<province>, which is what
 * the local cloud runs and what `cdk deploy --app cdk.out/<province>` deploys. A province whose inputs are the same as
 * last time is left as it is.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { argumentsOf, misused } from './arguments.ts';
import { buildAssembly } from './build-assembly.ts';
import { project } from './clouds.ts';

const usage = 'npm run build [-- <省级行政区划代码>…]';
const { positionals: asked } = argumentsOf({}, Number.POSITIVE_INFINITY, usage);
for (const province of asked) {
  if (!existsSync(join(project, 'infra/provinces', `${province}.ts`))) misused(`没有“${province}”这个省的配置`, usage);
}
for (const province of asked.length > 0 ? asked : ['530000', '370000']) {
  await buildAssembly(province);
}
