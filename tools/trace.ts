import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { originalPositionFor, sourceContentFor, TraceMap } from '@jridgewell/trace-mapping';
import { keptMaps } from '../infra/bundles.ts';
import { argumentsOf, misused } from './arguments.ts';

const usage = 'npm run trace -- <堆栈，或日志里的一行，或存着它的文件，或 - 从标准输入读>';

/** A place in one of our bundles, as V8 writes it: the file is named after the function and the digest of its code. */
const place = /([\w-]+-[0-9a-f]{12}\.mjs):([1-9]\d*):([1-9]\d*)/g;

/** Exit code 1 when a place could not be found in the sources, 2 when what was asked cannot be done. */
function main(): number {
  const [given] = argumentsOf({}, 1, usage).positionals;
  if (given === undefined) misused('没有写哪个堆栈', usage);
  const { lines, missing } = trace(textOf(given), keptMaps);
  for (const line of lines) console.log(line);
  for (const file of missing) {
    console.error(
      `没有 ${file} 的源码对照：它在构建那个版本的机器上（maps/${file}.map.gz）；没有了的，检出那个版本，照原样再构建一遍，得到同名的一份。`,
    );
  }
  if (lines.length === 0 && missing.length === 0) console.error('其中没有本系统代码包里的位置。');
  return lines.length > 0 && missing.length === 0 ? 0 : 1;
}

function textOf(given: string): string {
  if (given === '-') return readFileSync(0, 'utf8');
  return existsSync(given) && statSync(given).isFile() ? readFileSync(given, 'utf8') : given;
}

/**
 * Every place of a bundle in a text, in its order, as `<file>:<line>:<column>  <the source line>`, paths as in the
 * project; and the bundles of which `maps` has no map.
 */
export function trace(text: string, maps: string): { lines: string[]; missing: string[] } {
  const read = new Map<string, TraceMap | undefined>();
  const lines: string[] = [];
  for (const [, file = '', line, column] of text.matchAll(place)) {
    if (!read.has(file)) read.set(file, readMap(join(maps, `${file}.map.gz`)));
    const map = read.get(file);
    if (map) lines.push(sourceLine(map, Number(line), Number(column)) ?? `${file}:${line}:${column}  （不在源码里）`);
  }
  return { lines, missing: [...read].flatMap(([file, map]) => (map ? [] : [file])) };
}

function readMap(path: string): TraceMap | undefined {
  return existsSync(path) ? new TraceMap(gunzipSync(readFileSync(path)).toString()) : undefined;
}

/** V8 counts columns from one, a source map from zero. */
function sourceLine(map: TraceMap, line: number, column: number): string | undefined {
  const found = originalPositionFor(map, { line, column: column - 1 });
  if (found.source === null) return undefined;
  const text = sourceContentFor(map, found.source)?.split('\n')[found.line - 1]?.trim() ?? '';
  return `${found.source}:${found.line}:${found.column + 1}  ${text}`.trimEnd();
}

if (import.meta.main) process.exitCode = main();
