import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { exchangeOf } from '../../shared/contract/exchanges.ts';
import { type OperationName, type Route, routes } from '../../shared/contract/routes.ts';
import { catalogue } from '../../shared/errors/catalogue.ts';
import { routeOf } from '../../test/support/handlers.ts';

const project = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(project, file), 'utf8');
const documents = globSync('{*.md,{docs,infra,shared,local,workflows,samples}/**/*.md}', { cwd: project });

/** What GitHub makes of a heading for links into a page. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
}

function anchorsOf(file: string): string[] {
  return [...read(file).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchor(heading ?? ''));
}

it('文档之间的链接、图片都有着落，指到标题的也有那个标题', () => {
  const astray = documents.flatMap((file) =>
    [...read(file).matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !/^https?:/.test(target))
      .filter((target) => {
        const [path = '', heading] = target.split('#');
        const linked = path === '' ? file : join(dirname(file), path);
        if (!existsSync(join(project, linked))) return true;
        return heading !== undefined && !anchorsOf(linked).includes(decodeURIComponent(heading));
      })
      .map((target) => `${file} → ${target}`),
  );
  expect(astray).toEqual([]);
});

it('文档里反引号中的路径是有的文件或文件夹', () => {
  const folders = /^(docs|infra|functions|workflows|shared|local|test|bench|tools|samples)\//;
  const missing = documents.flatMap((file) =>
    [...read(file).matchAll(/`([\w./-]+)`/g)]
      .map(([, path = '']) => path)
      .filter((path) => folders.test(path) && !existsSync(join(project, path)))
      .map((path) => `${file}: ${path}`),
  );
  expect(missing).toEqual([]);
});

it('词汇表里的英文词，代码里都有', () => {
  const code = globSync('{infra,functions,workflows,workbench,clients,shared,tools}/**/*.{ts,tsx}', { cwd: project });
  const words = new Set(
    code
      .filter((file) => !file.endsWith('.test.ts'))
      .flatMap(
        (file) =>
          read(file)
            .replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
            .match(/[\w$-]+|[\w$]+/g) ?? [],
      ),
  );
  const unknown = read('docs/glossary.md')
    .split('\n')
    .flatMap((line) => [...(line.split('|')[2] ?? '').matchAll(/`([^`]+)`/g)])
    .filter(([, term = '']) => !term.startsWith('npm run '))
    .flatMap(([, term = '']) => term.match(/[A-Za-z][\w-]*/g) ?? [])
    .filter((word) => !words.has(word));
  expect(unknown).toEqual([]);
});

it('文档里的 npm 命令都有', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const known = [...Object.keys(scripts), 'ci', 'install'];
  const unknown = documents.flatMap((file) =>
    [...read(file).matchAll(/\bnpm (?:run )?([a-z][\w:-]*)/g)]
      .map(([, name = '']) => name)
      .filter((name) => !known.includes(name))
      .map((name) => `${file}: npm ${name}`),
  );
  expect(unknown).toEqual([]);
});

it('文档里直接用 CDK 的，说了是哪个省，或者说了不要读本省的：一样也没有的，CDK 先合成，随即说没有写是哪个省', () => {
  const commands = documents.flatMap((file) =>
    [...read(file).matchAll(/^npx cdk .*$/gm)].map(([command]) => `${file}: ${command}`),
  );
  expect(commands.length).toBeGreaterThan(1);
  expect(commands.filter((command) => !/ -c province=\d{6}| --app ''/.test(command))).toEqual([]);
});

it('客户端说明讲到每一个错误编号', () => {
  const rows = read('docs/clients.md').match(/^\| \d{4}.*$/gm) ?? [];
  const told = rows.flatMap((row) => {
    const [first = ''] = row.slice(2).split('|');
    const [from, to] = [...first.matchAll(/\d{4}/g)].map(([number]) => Number(number));
    if (from === undefined) return [];
    if (to === undefined) return [from];
    return first.includes('至') ? Array.from({ length: to - from + 1 }, (_, i) => from + i) : [from, to];
  });
  const codes = Object.keys(catalogue).map(Number);
  expect(codes.filter((code) => !told.includes(code))).toEqual([]);
});

it('客户端说明讲到接口的每一个操作，没有讲不存在的', () => {
  const lineOf = ({ method, path }: Route) => `${method} ${path}`;
  const ofClients = (routes as readonly Route[]).filter(({ path }) => path.startsWith('/v1/')).map(lineOf);
  const told = [...read('docs/clients.md').matchAll(/`((?:GET|POST|PUT) \/v1\/[^`\s]+)`/g)].map(
    ([, line]) => line ?? '',
  );
  expect(ofClients.filter((line) => !told.includes(line))).toEqual([]);
  expect(told.filter((line) => !ofClients.includes(line))).toEqual([]);
});

it('文档里 curl 所问的，接口有；写出的正文接口收', () => {
  const commands = documents.flatMap((file) =>
    [
      ...read(file)
        .replaceAll('\\\n', ' ')
        .matchAll(/\bcurl (?:-X (\w+) )?\$API(\/\S+)(.*)/g),
    ].map(([, method = 'GET', path = '', rest = '']) => ({
      told: `${file}: ${method} ${path}`,
      operation: routeOf(method, path)?.operation as OperationName | undefined,
      body: /-d '(.*?)'/.exec(rest)?.[1],
    })),
  );
  expect(commands.length).toBeGreaterThan(3);
  for (const { told, operation, body } of commands) {
    expect(operation, told).toBeDefined();
    if (operation === undefined || body === undefined) continue;
    // What whoever reads fills in for themselves is written as an ellipsis.
    const filled = body.replace('"email":"…"', '"email":"name@example.cn"').replace('"…"', `"${'0'.repeat(64)}"`);
    const { body: schema } = exchangeOf(operation);
    expect(schema && z.safeParse(schema, JSON.parse(filled)).error?.issues, told).toBeUndefined();
  }
});
