/** `npm run drill`: a restore as it is done in earnest, on a local cloud of its own. Exit code 1 when it fails. */
import { argumentsOf } from '../../tools/arguments.ts';
import { buildProvinces } from '../../tools/clouds.ts';
import { startProvince } from '../support/cloud-province.ts';
import { yunnan } from '../support/province.ts';
import { drillOnCloud } from './cloud.ts';
import { Drill } from './drill.ts';

argumentsOf({}, 0, 'npm run drill');
const say = (line: string): void => console.log(line);
await buildProvinces([yunnan]);
const province = await startProvince('drill');
try {
  const drill = new Drill(
    drillOnCloud(province, (line) => say(`  ${line}`)),
    (line) => say(`— ${line}`),
  );
  await drill.prepare();
  await drill.damage();
  await drill.restore();
  await drill.check();
  await drill.goesOn();
  say('恢复演练做完了');
} catch (error) {
  say(`恢复演练没有通过：${(error as Error).message}`);
  process.exitCode = 1;
} finally {
  await province.stop();
}
