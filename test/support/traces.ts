import { type Execution, local } from './inside.ts';
import { legible } from './legible.ts';
import type { Province } from './province.ts';

/** Everything that a life leaves behind where operators look or a copy may go, as text, by where it lies. */
export async function tracesOf(province: Province) {
  const registry = await province.registry();
  return {
    executions: JSON.stringify(await executions(province)),
    'function logs': province.addresses.logs(),
    'what the cloud said': province.addresses.output(),
    'dead letters': JSON.stringify(await province.system.deadLetters()),
    'objects by name': province.addresses.objects(),
    table: legible(await registry.items())
      .map((item) => JSON.stringify(item))
      .join('\n'),
  };
}

/** Inputs, outputs, variables and histories. */
async function executions(province: Province): Promise<unknown[]> {
  const all = await local<Execution[]>(province, 'executions.json');
  return Promise.all(all.map(({ name }) => local(province, `executions/${name}.json`)));
}
