import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Addresses } from './client.ts';
import { postOf, staffOf } from './people.ts';

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
  at: string;
}

/** A local cloud in a process of its own. */
export interface ProvinceCloud {
  province: string;
  addresses: Addresses;
}

/** Where a person begins in a running province, and where everything else is to be found, by what it is. */
export function toOpen({ api, local }: Addresses): [name: string, url: string][] {
  return [
    ['工作台', `${api}/`],
    ['其余', `${local}/_local/`],
  ];
}

/** Every cloud that this process has started and that has not ended. */
const running = new Set<{ end(): Promise<void> }>();

/** Ends all of them in order; what they keep stays for the next start. */
export async function stopClouds(): Promise<void> {
  await Promise.all([...running].map((cloud) => cloud.end()));
}

/** Monday 2026-09-07, nine in the morning in Shanghai: in a year whose working days and lines for the samples are known. */
export const firstMorning = '2026-09-07T01:00:00Z';

/**
 * Starts a province's local cloud and waits until it serves.
 *
 * @param onEnd called when it ends without having been told to, with the last lines of what it said
 * @throws Error with those lines, when it ends before it serves
 */
export async function startCloud(settings: CloudSettings, onEnd: (lastLines: string) => void): Promise<ProvinceCloud> {
  const { province, data, fresh, at } = settings;
  const log = join(project, settings.log);
  mkdirSync(dirname(log), { recursive: true });
  const said = openSync(log, 'w');
  const staff = `${data}.staff.json`;
  mkdirSync(dirname(join(project, staff)), { recursive: true });
  writeFileSync(
    join(project, staff),
    JSON.stringify(staffOf(province).map((each) => ({ ...each, words: postOf(each) }))),
  );
  const options = ['--assembly', `cdk.out/${province}`, '--data', data, '--staff', staff, '--at', at];
  if (fresh) options.push('--fresh');
  // In a group of its own: Ctrl-C reaches this process, and this process ends the cloud in order. The channel (ipc)
  // carries nothing: when this process is killed it closes, and the cloud ends.
  const cloud = spawn(process.execPath, ['local/main.ts', ...options], {
    cwd: project,
    detached: true,
    stdio: ['ignore', 'pipe', said, 'ipc'],
  });
  closeSync(said);
  let told = false;
  const ended = new Promise<void>((resolve) => cloud.once('close', () => resolve()));
  const ready = Promise.race([firstLine(cloud), ended]);
  const entry = {
    async end(): Promise<void> {
      told = true;
      // It takes no orders before it serves, and would leave its database running.
      await ready;
      if (cloud.exitCode === null && cloud.signalCode === null) cloud.kill('SIGTERM');
      await ended;
    },
  };
  running.add(entry);
  void ended.then(() => running.delete(entry));
  const addresses = await ready;
  if (!addresses) throw new Error(`${province} 的本地云没有启动：\n${lastLines(log)}`);
  void ended.then(() => {
    if (!told) onEnd(lastLines(log));
  });
  return { province, addresses: JSON.parse(addresses) as Addresses };
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
function lastLines(path: string): string {
  return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-15).join('\n');
}
