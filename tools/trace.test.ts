import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundle } from '../infra/bundles.ts';
import { profiles } from '../infra/provinces/index.ts';
import type { ProvinceProfile } from '../shared/province/profile.ts';
import { trace } from './trace.ts';

const folder = mkdtempSync(join(tmpdir(), 'jdlk-trace-'));
const [built, again, maps] = ['built', 'again', 'maps'].map((name) => join(folder, name)) as [string, string, string];
const profile = profiles['990000'] as ProvinceProfile;

beforeAll(() => bundle(['relay'], profile, built, maps));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the bundle logs of a message that is no JSON. */
function loggedFailure(): string {
  const entry = pathToFileURL(join(built, 'relay', 'index.mjs'));
  const event = { Records: [{ messageId: 'm1', body: '{' }] };
  const code = `const { handler } = await import('${entry}'); await handler(${JSON.stringify(event)});`;
  const { stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' });
  return stderr;
}

test('压缩过的代码包记下的堆栈，引到出错的那一行和它的文字', () => {
  const logged = loggedFailure();
  expect(logged).toMatch(/relay-[0-9a-f]{12}\.mjs:\d+:\d+/);
  const { lines, missing } = trace(logged, maps);
  expect(missing).toEqual([]);
  const [first = ''] = lines;
  const [, file = '', line = '', text] = /^(\S+?):(\d+):\d+ {2}(.*)$/.exec(first) ?? [];
  expect(file).toBe('shared/dispatch/queue.ts');
  expect(text).toContain('JSON.parse(record.body)');
  expect(readFileSync(file, 'utf8').split('\n')[Number(line) - 1]?.trim()).toBe(text);
});

test('CloudWatch 里的一行日志照样读得出：堆栈在 JSON 里，换行是转义的', () => {
  const logged = loggedFailure();
  const asJson = JSON.stringify({ level: 'ERROR', message: { message: 'message failed', at: logged } });
  expect(trace(asJson, maps)).toEqual(trace(logged, maps));
});

test('源码对照不随代码包发出，里面没有包的源码，没有本机的路径', () => {
  expect(readdirSync(join(built, 'relay')).filter((file) => file.endsWith('.map'))).toEqual([]);
  expect(readdirSync(maps)).toEqual([expect.stringMatching(/^relay-[0-9a-f]{12}\.mjs\.map\.gz$/)]);
  const [kept = ''] = readdirSync(maps);
  const { sources, sourcesContent } = JSON.parse(gunzipSync(readFileSync(join(maps, kept))).toString());
  expect(sources).toContain('functions/lifecycle/relay.ts');
  for (const [index, source] of sources.entries()) {
    expect(source).not.toMatch(/^(\/|\.\.)/);
    expect(sourcesContent[index] === null, source).toBe(/^(node_modules\/|<)/.test(source));
  }
  const other = trace('relay-0123456789ab.mjs:1:1', maps);
  expect(other).toEqual({ lines: [], missing: ['relay-0123456789ab.mjs'] });
  // Lines and columns begin with one: what begins with nought is no place.
  const file = kept.replace('.map.gz', '');
  expect(trace(`${file}:0:0 ${file}:1:0`, maps)).toEqual({ lines: [], missing: [] });
});

test('同样的源码构建出一个字节也不差的代码包，丢了的对照可以重做', () => {
  bundle(['relay'], profile, again, join(folder, 'maps-again'));
  expect(readdirSync(join(again, 'relay'))).toEqual(readdirSync(join(built, 'relay')));
  expect(readdirSync(join(folder, 'maps-again'))).toEqual(readdirSync(maps));
});
