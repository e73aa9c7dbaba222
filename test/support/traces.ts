import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Execution, local } from './inside.ts';
import type { Province } from './province.ts';
import { Registry } from './registry.ts';

/** Everything that a life leaves behind where operators look or a copy may go, as text, by where it lies. */
export async function tracesOf(province: Province) {
  const registry = await Registry.of(province);
  return {
    executions: JSON.stringify(await executions(province)),
    'function logs': logs(province),
    'what the cloud said': province.addresses.output(),
    'dead letters': JSON.stringify(await province.system.deadLetters()),
    'objects by name': objects(province),
    table: (await registry.items()).map((item) => JSON.stringify(item)).join('\n'),
  };
}

/** Inputs, outputs, variables and histories. */
async function executions(province: Province): Promise<unknown[]> {
  const all = await local<Execution[]>(province, 'executions.json');
  return Promise.all(all.map(({ name }) => local(province, `executions/${name}.json`)));
}

function logs(province: Province): string {
  const folder = join(province.data, 'logs');
  return readdirSync(folder)
    .map((file) => `${file}\n${readFileSync(join(folder, file), 'utf8')}`)
    .join('\n');
}

/** Keys and metadata in the bucket: what an event, a log or a listing shows of an object. */
function objects(province: Province): string {
  const database = new DatabaseSync(join(province.data, 'cloud.db'), { readOnly: true });
  try {
    return JSON.stringify(database.prepare('SELECT key, headers FROM s3_object').all());
  } finally {
    database.close();
  }
}
