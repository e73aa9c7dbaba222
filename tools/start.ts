/**
 * `npm start [-- --fresh] [-- --province 530000]`: the provinces, up to click through. What happened stays for the
 * next start unless it is to be fresh.
 */

import { argumentsOf, misused } from './arguments.ts';
import { RunningSystem } from './client.ts';
import { buildProvinces, firstMorning, type ProvinceCloud, startCloud, stopClouds, toOpen } from './clouds.ts';
import { padded } from './columns.ts';
import { enterInventedYears } from './invented-years.ts';
import { postOf, staffOf } from './people.ts';
import { registerDirectory } from './registered.ts';

const provinceNames = new Map([
  ['530000', '云南省'],
  ['370000', '山东省'],
]);

const usage = `npm start [-- --fresh] [-- --province ${[...provinceNames.keys()].join(' 或 ')}]`;
const { values } = argumentsOf(
  { fresh: { type: 'boolean', default: false }, province: { type: 'string', multiple: true } },
  0,
  usage,
);
const provinces = values.province ?? [...provinceNames.keys()];
for (const code of provinces) if (!provinceNames.has(code)) misused(`没有可以演示的省“${code}”`, usage);
let stopping = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    console.log('\n停止……数据留着，下次接着用');
    void stopAndExit(0);
  });
}

try {
  console.log(`构建并启动 ${provinces.join('、')}……`);
  await buildProvinces(provinces);
  for (const cloud of await Promise.all(provinces.map(start))) await introduce(cloud);
  console.log('\n按 Ctrl-C 停止。重新开始：npm start -- --fresh；只启动一省：npm start -- --province 530000');
} catch (error) {
  if (!stopping) console.error(error instanceof Error ? error.message : error);
  await stopAndExit(1);
}

async function start(province: string): Promise<ProvinceCloud> {
  const cloud = await startCloud(
    { province, data: `.local/${province}`, fresh: values.fresh, log: `.local/${province}.log`, at: firstMorning },
    (lastLines) => {
      console.error(`${province} 的本地云意外停止：\n${lastLines}`);
      void stopAndExit(1);
    },
  );
  const system = new RunningSystem(cloud.addresses);
  await registerDirectory(system, province);
  await enterInventedYears(system, province);
  return cloud;
}

/** The one address to begin at, and who may be picked there; everything else stands on the local cloud's front page. */
async function introduce({ province, addresses }: ProvinceCloud): Promise<void> {
  const now = new Date(await new RunningSystem(addresses).now());
  const rows: [string, string][] = [
    ...toOpen(addresses),
    ['现在是', now.toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai' })],
  ];
  console.log(`\n${province} ${provinceNames.get(province) ?? ''}`);
  for (const [name, value] of rows) console.log(`  ${padded(name, 10)}${value}`);
  console.log(
    '  打开工作台，在登录页点选一位，不要密码；公示、邮箱、接口说明、时钟、取得令牌的命令都在“其余”那一页。演示人员：',
  );
  for (const each of staffOf(province)) console.log(`    ${each.name}，${postOf(each)}（${each.id}）`);
}

/** The first reason to stop is the one that counts. */
async function stopAndExit(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  await stopClouds();
  process.exit(code);
}
