import { newId } from '../shared/registry/ids.ts';
import { anchors, spotChecks, table } from '../shared/services/services.ts';
import { frameDigest, strataOf } from '../shared/spot-checks/frame.ts';
import { sampleOf } from '../shared/spot-checks/size.ts';
import { ask, county, people, putPeople, told } from '../test/support/journey.ts';
import { memoryApp } from '../test/support/memory/app.ts';
import type { Row } from './row.ts';

const HOUSEHOLDS = 100_000;
const COUNTIES = 129;
const MAX_SECONDS = 2;
const day = '2026-11-24';
const wished = { halfWidth: 50, expected: 500 };
const categories = ['深度困难职工', '相对困难职工', '意外致困职工'];

/** 抽: from pressing the button to the answer, out of a province's households in its counties and categories. */
export async function run(): Promise<Row[]> {
  const app = memoryApp();
  await putPeople(app);
  const met = Array.from({ length: HOUSEHOLDS }, (_, n) => ({
    dossier: newId(),
    frame: 'onFile' as const,
    place: `530000/530100/${530_101 + (n % COUNTIES)}`,
    division: String(530_101 + (n % COUNTIES)),
    category: categories[n % categories.length] as string,
  }));
  const { strata: counted, households } = strataOf('530000', met);
  const strata = sampleOf(counted, wished);
  const id = newId();
  const checks = spotChecks(app);
  await checks.putFrame(id, households);
  const check = {
    ...{
      id,
      orgPath: county,
      own: false,
      instrument: 'sample' as const,
      frames: ['onFile' as const],
      percent: null,
      wished,
      strata,
      ofOwn: strata.map(() => 0),
    },
    ...{
      households: HOUSEHOLDS,
      digest: frameDigest({ strata, households }),
      by: people.auditor.sub,
      byOrg: people.auditor.orgPath,
      at: `${day}T02:00:00.000Z`,
    },
    ...{ publicDraw: { name: '双色球', on: '2026-11-25' }, entries: [], drawn: null, replacedBy: null, revision: 1 },
  };
  await table(app).transact(await checks.prepareWrites(check, undefined));
  const root = '0'.repeat(64);
  await anchors(app).keep({ day, number: 1, digest: root, root });
  app.at('2026-11-26T02:00:00Z');
  const params = { spotCheck: id };
  for (const sub of ['auditor-1', 'auditor-2']) {
    const body = { numbers: '3 8 17', source: '公告' };
    await told(app, 'enterDrawNumbers', { as: { ...people.auditor, sub }, params, body });
  }
  const begun = performance.now();
  const { statusCode } = await ask(app, 'drawSpotCheck', { as: people.auditor, params, body: {} });
  const value = (performance.now() - begun) / 1000;
  if (statusCode !== 200) throw new Error(`the draw was answered ${statusCode}`);
  return [{ what: '从十万户里抽（三百多层）', value, unit: 's', limit: MAX_SECONDS, better: 'less' }];
}
