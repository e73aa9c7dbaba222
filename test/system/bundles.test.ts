import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadAssembly } from '../../local/cloudformation/assembly.ts';
import type { Properties } from '../../local/cloudformation/resource-types.ts';
import { resolveStack } from '../../local/cloudformation/stack.ts';
import { FunctionWorker } from '../../local/lambda/worker.ts';
import { project } from '../../tools/clouds.ts';

/** Most functions are tested from their source: that each can be imported as it is deployed is seen here. */
const assembly = loadAssembly(join(project, 'cdk.out/530000'));
const functions = resolveStack(assembly)
  .resources.filter(({ type }) => type === 'AWS::Lambda::Function')
  .map(({ ref, properties }) => ({ name: ref, of: properties as Properties<'AWS::Lambda::Function'> }));

test.each(functions)('$name：代码包装得起来', async ({ name, of }) => {
  const said: string[] = [];
  const worker = new FunctionWorker({
    settings: {
      directory: assembly.asset(of.Code.S3Key) ?? '',
      handler: of.Handler,
      timeoutMs: of.Timeout * 1000,
      clock: new SharedArrayBuffer(8),
      context: {
        ...{ functionName: name, functionVersion: '$LATEST', invokedFunctionArn: name },
        ...{ memoryLimitInMB: String(of.MemorySize), logGroupName: name, logStreamName: name },
      },
    },
    environment: { AWS_REGION: 'cn-northwest-1', ...of.Environment?.Variables },
    memoryMb: of.MemorySize,
    log: (_, text) => void said.push(text),
  });
  const started = await worker.started();
  await worker.stop();
  expect(said).toEqual([]);
  expect(started).toBe(true);
});
