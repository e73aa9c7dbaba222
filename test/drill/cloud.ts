import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import {
  CreateTableCommand,
  DeleteItemCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  PutItemCommand,
  paginateScan,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb';
import { project } from '../../tools/clouds.ts';
import { anchorOptions, COPIED, localTable } from '../../tools/local-table.ts';
import { type Province, registrar } from '../support/province.ts';
import { cloudRegistry } from '../support/registry.ts';
import type { DrillGround } from './drill.ts';

const run = promisify(execFile);

/**
 * The drill on a local cloud, with the tools as an operator calls them. Where AWS would restore a table to a second, the
 * table is copied in that second: then it is the same to the tools.
 *
 * @param say what the tools print
 */
export function drillOnCloud(province: Province, say: (line: string) => void): DrillGround {
  const { local } = province.addresses;
  const table = () => localTable(province.addresses.local);
  const tool = async (...asked: string[]): Promise<{ code: number; lines: string[]; stderr: string }> => {
    const environment = (await (await fetch(`${province.addresses.local}/_local/environment.json`)).json()) as object;
    const options = { cwd: project, env: { ...process.env, ...environment } };
    const { code, stdout, stderr } = await run(process.execPath, asked, options)
      .then((said) => ({ code: 0, ...said }))
      .catch((error: { code: number; stdout: string; stderr: string }) => error);
    const lines = stdout.trimEnd().split('\n');
    for (const line of lines) say(line);
    return { code, lines, stderr };
  };
  return {
    province,
    items: async () => (await cloudRegistry(province.addresses.local)).items(),
    put: async (item) => (await cloudRegistry(province.addresses.local)).put(item),
    remove: async (item) => (await cloudRegistry(province.addresses.local)).remove(item),
    copy: async (what) => {
      const { client, name, keys } = await table();
      await copyTable(client, what === 'keys' ? keys : name);
    },
    loseKeys: async () => {
      const { client, keys: TableName } = await table();
      for await (const { Items = [] } of paginateScan({ client }, { TableName })) {
        for (const { pk } of Items) if (pk) await client.send(new DeleteItemCommand({ TableName, Key: { pk } }));
      }
    },
    restore: async ({ keys: withKeys }) => {
      const { name, keys } = await table();
      const asked = ['--from', `${name}${COPIED}`, '--to', name, '--all', '--take', 'restored', '--apply'];
      const ofKeys = withKeys ? ['--keys-from', `${keys}${COPIED}`, '--keys-to', keys] : [];
      const anchors = await anchorOptions(province.addresses.local);
      const { code, stderr } = await tool('tools/restore.ts', ...asked, ...ofKeys, ...anchors);
      if (code === 2) throw new Error(`npm run restore did not get through: ${stderr}`);
    },
    verified: async () => {
      const { name } = await table();
      const anchors = await anchorOptions(province.addresses.local);
      const { code, lines } = await tool('tools/verify.ts', '--all', '--table', name, ...anchors);
      // Then come the sum, and what could not be compared.
      return code === 0 ? [] : lines.slice(0, -3);
    },
    // Every function is started anew: none has a key at hand.
    opens: async (one) => {
      if (province.addresses.local === local) {
        await province.crash();
        await province.start();
      }
      try {
        const { form } = await province.system.as(registrar).dossier(one.id);
        return (form?.content as { worker?: { name?: string } } | undefined)?.worker?.name;
      } catch {
        return undefined;
      }
    },
  };
}

/** Its keys and everything in it, under a name that says so; one that is there from before goes. */
async function copyTable(client: DynamoDBClient, TableName: string): Promise<void> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName }));
  const { KeySchema = [], AttributeDefinitions = [] } = Table ?? {};
  const copy = `${TableName}${COPIED}`;
  try {
    await client.send(new DeleteTableCommand({ TableName: copy }));
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
  }
  const isKey = ({ AttributeName }: { AttributeName?: string | undefined }) =>
    KeySchema.some((each) => each.AttributeName === AttributeName);
  await client.send(
    new CreateTableCommand({
      TableName: copy,
      KeySchema,
      AttributeDefinitions: AttributeDefinitions.filter(isKey),
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  for await (const { Items = [] } of paginateScan({ client }, { TableName })) {
    for (const Item of Items) await client.send(new PutItemCommand({ TableName: copy, Item }));
  }
}
