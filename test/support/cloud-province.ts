import { mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { startLocalCloud } from '../../local/testing.ts';
import { buildAssembly, type Variant } from '../../tools/build-assembly.ts';
import { project } from '../../tools/clouds.ts';
import { localAnchors } from '../../tools/local-table.ts';
import { registerDirectory } from '../../tools/registered.ts';
import type { Place } from './place.ts';
import { beginning, Province, type ProvinceSettings, yunnan } from './province.ts';
import { cloudRegistry } from './registry.ts';

/**
 * Starts a built province, 530000 unless told otherwise, on a local cloud of its own, at 2026-09-07T01:00:00Z, its
 * directory registered. `npm run build` first; a variant of it, by the name, is built here. The caller ends it:
 * `afterAll(() => province.stop())`.
 */
export async function startProvince(
  name: string,
  settings: ProvinceSettings & { profile?: Variant['profile'] } = {},
): Promise<Province> {
  const { code = yunnan, at = beginning, profile } = settings;
  const assembly = profile ? await buildAssembly(code, { name, profile }) : code;
  const folder = join(project, '.local', 'tests');
  mkdirSync(folder, { recursive: true });
  const data = mkdtempSync(join(folder, `${name}-`));
  const province = new Province(code, () => cloudPlace(data, assembly, at));
  await province.start();
  await registerDirectory(province.system, code);
  return province;
}

async function cloudPlace(dataDir: string, name: string, at: string): Promise<Place> {
  const assembly = join(project, 'cdk.out', name);
  const staff = join(project, 'samples/staff.json');
  const cloud = await startLocalCloud({ assembly, dataDir, staff, at });
  const killAtExit = (): void => void cloud.kill9();
  process.on('exit', killAtExit);
  const ending = (end: () => Promise<void>) => () => {
    process.off('exit', killAtExit);
    return end();
  };
  return {
    ...cloud,
    data: dataDir,
    fetch: globalThis.fetch,
    registry: () => cloudRegistry(cloud.local),
    anchors: () => localAnchors(cloud.local),
    logs: () => logsIn(join(dataDir, 'logs')),
    objects: () => objectsIn(join(dataDir, 'cloud.db')),
    stop: ending(cloud.stop),
    kill9: ending(cloud.kill9),
  };
}

function logsIn(folder: string): string {
  return readdirSync(folder)
    .map((file) => `${file}\n${readFileSync(join(folder, file), 'utf8')}`)
    .join('\n');
}

function objectsIn(file: string): string {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return JSON.stringify(database.prepare('SELECT key, headers FROM s3_object').all());
  } finally {
    database.close();
  }
}
