import { type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { profiles } from '../infra/provinces/index.ts';
import { inLanes } from '../shared/runtime/lanes.ts';
import { carryOverYears } from '../shared/services/carry-over.ts';
import { argumentsOf, misused } from './arguments.ts';
import { isNotRunning } from './local-auditors.ts';
import { namedPlace, operatorsApp, placeHere, placeOptions, placeUsage } from './operator.ts';
import { rebuildDossier } from './rebuild/rebuild.ts';

/**
 * npm run rebuild -- <province> [--table NAME --keys NAME --seal-key ARN]
 *
 * As an operator, writes every 历史行 anew out of the journals, each of which is verified first; without --table in the
 * province's local cloud. It may be broken off anywhere and done again; the functions may go on meanwhile.
 *
 * Exit code 1 when a journal is wrong, of which then no row is written; 2 when nothing could be read.
 */
const usage = `npm run rebuild -- <省的代码> ${placeUsage}`;

const LANES = 16;
const EVERY_MS = 1000;

async function main(): Promise<number> {
  const { values, positionals } = argumentsOf(placeOptions, 1, usage);
  const profile = profiles[positionals[0] ?? ''];
  if (profile === undefined) misused(`没有这个省的配置：${positionals[0] ?? '没有写'}`, usage);
  const place = namedPlace(values, usage) ?? (await placeHere(profile.code));
  const app = operatorsApp(profile, place);
  const done = { dossiers: 0, rows: 0, wrong: 0 };
  const begun = performance.now();
  let said = 0;
  await inLanes(dossiersIn(place.dynamoDb, place.table), LANES, async (id) => {
    const { rows, faults } = await rebuildDossier(app, id);
    done.dossiers++;
    done.rows += rows;
    if (faults.length > 0) done.wrong++;
    for (const fault of faults) console.log(`\n${id}：${fault}`);
    if (performance.now() - said < EVERY_MS) return;
    said = performance.now();
    const rate = done.dossiers / ((said - begun) / 1000);
    process.stdout.write(`\r${done.dossiers} 户，${done.rows} 行，每秒 ${rate.toFixed(0)} 户   `);
  });
  await carryOverYears(app, app.now(), Number.POSITIVE_INFINITY);
  console.log(
    `\n由日志重写了 ${done.dossiers} 户的 ${done.rows} 行。${done.wrong > 0 ? `日志不对的 ${done.wrong} 户没有写。` : ''}`,
  );
  return done.wrong > 0 ? 1 : 0;
}

async function* dossiersIn(client: DynamoDBClient, TableName: string): AsyncGenerator<string> {
  const scan = {
    TableName,
    FilterExpression: 'sk = :head',
    ProjectionExpression: 'pk',
    ExpressionAttributeValues: { ':head': { S: 'HEAD' } },
  };
  for await (const { Items = [] } of paginateScan({ client }, scan)) {
    for (const { pk } of Items) yield (pk?.S ?? '').slice('D#'.length);
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!isNotRunning(error)) throw error;
  console.error('这一省的系统没有在本机运行：先 npm start，或写明 --table。');
  process.exitCode = 2;
}
