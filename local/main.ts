import { parseArgs } from 'node:util';
import { startCloud } from './cloud.ts';
import { clearData, lockData } from './data-lock.ts';
import { endLeftOverEmulator } from './dynamodb/emulator.ts';

/**
 * node local/main.ts --assembly cdk.out/530000 --data .local/530000 [--port 8530] [--fresh] [--staff samples/staff.json] [--at 2026-09-07T01:00:00Z]
 * When ready it prints its addresses as one line of JSON on stdout; everything else goes to stderr.
 */
// Lambda runs in UTC, and so must the functions here.
process.env.TZ = 'UTC';

// Started by a program that has died, however it died: nobody could stop this one any more. What it keeps survives.
process.once('disconnect', () => process.exit(1));

const usage =
  'node local/main.ts --assembly <cdk.out 目录> --data <数据目录> [--port N] [--fresh] [--staff 文件] [--at 新数据的起始时刻]';

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

/** One sentence for whoever called it wrongly. */
function misused(wrong: string): never {
  console.error(`${wrong}；用法：${usage}`);
  process.exit(2);
}

function argumentsGiven() {
  try {
    return parseArgs({
      options: {
        assembly: { type: 'string' },
        data: { type: 'string' },
        port: { type: 'string', default: '0' },
        fresh: { type: 'boolean', default: false },
        staff: { type: 'string' },
        at: { type: 'string' },
      },
    }).values;
  } catch {
    return misused(`参数 ${process.argv.slice(2).join(' ')} 不对`);
  }
}

try {
  const values = argumentsGiven();
  const { assembly, data } = values;
  if (!assembly || !data) misused('没有写 --assembly 和 --data');
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_000) misused(`--port 应当是端口号，不是 ${values.port}`);
  const startAt = values.at === undefined ? undefined : Date.parse(values.at);
  if (Number.isNaN(startAt)) misused(`--at 应当是 ISO 时刻，不是 ${values.at}`);
  const lock = lockData(data);
  await endLeftOverEmulator(data);
  if (values.fresh) clearData(data);
  const cloud = await startCloud({
    assembly,
    dataDir: data,
    port,
    staffFile: values.staff,
    startAt,
    log: (line) => console.error(line),
    onFatal: fail,
  });
  console.log(JSON.stringify(cloud.addresses));
  const end = async () => {
    await cloud.stop();
    lock.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end());
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}
