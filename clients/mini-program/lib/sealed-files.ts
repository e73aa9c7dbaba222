import { bufferOf, textOf, utf8 } from './bytes.ts';
import { seal, unseal } from './vault.ts';

/*
 * Sealed files of this phone. Each writing is a file of its own, `<name>.<n>`, and the earlier one goes only when the new
 * one is whole: killed at any moment, the one or the other is there. Names are random and say nothing.
 */

const folder = (): string => `${wx.env.USER_DATA_PATH}/sealed`;
const files = () => wx.getFileSystemManager();

interface Written {
  name: string;
  n: number;
}

/** Everything that lies there, in no order, each once. */
export function names(): string[] {
  return [...new Set(written().map(({ name }) => name))];
}

/** @throws Error in words when the phone is full; Locked */
export async function write(name: string, content: Uint8Array): Promise<void> {
  const sealed = await seal(name, content);
  const earlier = written().filter((each) => each.name === name);
  const n = 1 + Math.max(0, ...earlier.map((each) => each.n));
  try {
    files().writeFileSync(pathOf({ name, n }), bufferOf(sealed));
  } catch {
    throw new Error('手机的空间不够，没有存下。请腾出一些空间，再存一次。');
  }
  for (const each of earlier) forget(each);
}

/** The last that was written whole; undefined when there is none. */
export function read(name: string): Uint8Array | undefined {
  const newestFirst = written()
    .filter((each) => each.name === name)
    .sort((a, b) => b.n - a.n);
  for (const each of newestFirst) {
    const content = unseal(name, new Uint8Array(files().readFileSync(pathOf(each)) as ArrayBuffer));
    if (content) return content;
  }
  return undefined;
}

export function remove(name: string): void {
  for (const each of written()) if (each.name === name) forget(each);
}

/** Everything, whether it can be opened or not. */
export function removeAll(): void {
  for (const each of written()) forget(each);
}

export async function writeJson(name: string, value: unknown): Promise<void> {
  await write(name, utf8(JSON.stringify(value)));
}

export function readJson<T>(name: string): T | undefined {
  const content = read(name);
  return content && (JSON.parse(textOf(content)) as T);
}

function written(): Written[] {
  let all: string[];
  try {
    all = files().readdirSync(folder());
  } catch {
    files().mkdirSync(folder(), true);
    return [];
  }
  return all.flatMap((file) => {
    const [, name, n] = /^(.+)\.(\d+)$/.exec(file) ?? [];
    return name === undefined ? [] : [{ name, n: Number(n) }];
  });
}

function forget(each: Written): void {
  try {
    files().unlinkSync(pathOf(each));
  } catch {
    // Gone already.
  }
}

const pathOf = ({ name, n }: Written): string => `${folder()}/${name}.${n}`;
