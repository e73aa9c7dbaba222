import { argumentsOf } from '../tools/arguments.ts';
import { buildProvinces } from '../tools/clouds.ts';
import * as assessments from './assessments.ts';
import * as draw from './draw.ts';
import * as figures from './figures.ts';
import * as honest from './honest.ts';
import * as idle from './idle.ts';
import * as importTime from './import-time.ts';
import * as latency from './latency.ts';
import * as duplicates from './lookups.ts';
import * as matching from './matching.ts';
import * as pages from './pages.ts';
import * as rebuild from './rebuild.ts';
import { meets, print, type Row } from './row.ts';
import * as scale from './scale.ts';
import * as submissions from './submissions.ts';
import * as transitions from './transitions.ts';
import * as units from './units.ts';
import * as wave from './wave.ts';
import * as whatIf from './what-if.ts';
import * as whatIfStored from './what-if-stored.ts';

/**
 * npm run bench: every figure that is promised, beside its limit or its peer, from this one run. With --full, of matching
 * a thousand pairs of each kind and 20,000 fresh households.
 */
const { full } = argumentsOf({ full: { type: 'boolean' } }, 0, 'npm run bench [-- --full]').values;
await buildProvinces(['530000']);
const rows: Row[] = [];
rows.push(
  ...(await assessments.run()),
  ...(await submissions.run()),
  ...(await duplicates.run()),
  ...(await matching.run(full ? 'full' : 'quick')),
  ...(await honest.run()),
  ...(await transitions.run()),
  ...(await latency.run()),
  ...(await units.run()),
  ...(await idle.run()),
  ...(await scale.run()),
  ...(await draw.run()),
  ...(await wave.run()),
  ...(await figures.run()),
  ...(await rebuild.run()),
  ...(await whatIf.run()),
  ...(await whatIfStored.run()),
  ...(await pages.run()),
  ...importTime.run('cdk.out/530000'),
);
print(rows);
const missed = rows.filter((row) => !meets(row));
console.log(missed.length === 0 ? '全部达到。' : `未达到 ${missed.length} 项（行首有 ✗）。`);
process.exitCode = missed.length === 0 ? 0 : 1;
