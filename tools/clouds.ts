import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Addresses } from './client.ts';

export const project = fileURLToPath(new URL('..', import.meta.url));

/** Synthesises the provinces that have changed since the last time; each in a process of its own. */
export async function buildProvinces(provinces: readonly string[]): Promise<void> {
  await Promise.all(
    provinces.map(async (province) => {
      const build = spawn(process.execPath, ['tools/build.ts', province], { cwd: project, stdio: 'pipe' });
      const output: Buffer[] = [];
      for (const stream of [build.stdout, build.stderr]) stream.on('data', (chunk: Buffer) => output.push(chunk));
      const code = await new Promise((resolve) => build.once('close', resolve));
      if (code !== 0) throw new Error(`构建 ${province} 失败：\n${Buffer.concat(output).toString()}`);
    }),
  );
}

export interface CloudSettings {
  province: string;
  /** Where it keeps its state, relative to the project. */
  data: string;
  /** Begin without what an earlier run left. */
  fresh: boolean;
  /** What it says while it runs goes here, relative to the project. */
  log: string;
  /** Where its virtual clock begins, when it begins anew. */
  at?: string;
  port?: number;
}

/** A local cloud in a process of its own. */
export interface ProvinceCloud {
  province: string;
  addresses: Addresses;
  /** Resolves when the process has ended, of itself or by `stop`. */
  ended: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts a province's local cloud and waits until it serves.
 *
 * @throws Error with the last lines of what it said, when it ends before that
 */
export async function startCloud(settings: CloudSettings): Promise<ProvinceCloud> {
  const { province, data, fresh, at, port } = settings;
  const log = join(project, settings.log);
  mkdirSync(dirname(log), { recursive: true });
  const said = openSync(log, 'w');
  const options = ['--assembly', `cdk.out/${province}`, '--data', data, '--staff', 'samples/staff.json'];
  if (fresh) options.push('--fresh');
  if (at) options.push('--at', at);
  if (port) options.push('--port', String(port));
  // In a group of its own: Ctrl-C reaches this process, and this process ends the cloud in order.
  const cloud = spawn(process.execPath, ['local/main.ts', ...options], {
    cwd: project,
    detached: true,
    stdio: ['ignore', 'pipe', said],
  });
  closeSync(said);
  const ended = new Promise<void>((resolve) => cloud.once('close', () => resolve()));
  const stop = async (): Promise<void> => {
    if (cloud.exitCode === null && cloud.signalCode === null) cloud.kill('SIGTERM');
    await ended;
  };
  const addresses = await Promise.race([firstLine(cloud), ended]);
  if (!addresses) throw new Error(`${province} 没有启动：\n${lastLines(log)}`);
  return { province, addresses: JSON.parse(addresses) as Addresses, ended, stop };
}

function firstLine({ stdout }: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const end = text.indexOf('\n');
      if (end >= 0) resolve(text.slice(0, end));
    });
  });
}

/** The end of a log, for someone who has to know what went wrong. */
export function lastLines(path: string, count = 15): string {
  return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
}
