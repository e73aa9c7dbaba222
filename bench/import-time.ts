import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { bundleOptions } from '../infra/bundles.ts';
import type { Row } from './row.ts';

const RUNS = 9;
const MAX_RATIO = 1.3;
const MAX_BYTES = 600 * 1024;
/** Print documents: a PDF library, and what reads fonts. */
const MAY_BE_LARGER = new Set(['print-step', 'prints']);

/**
 * Size of each function's bundle, and of each file beside it that only some requests import; and the time to import the
 * bundle, against one that holds a DynamoDB client and nothing else.
 */
export function run(assembly: string): Row[] {
  const folder = mkdtempSync(join(tmpdir(), 'jdlk-bench-'));
  try {
    const client = join(folder, 'client.mjs');
    const source = join(import.meta.dirname, 'dynamodb-client.ts');
    // As anybody bundles it: with the SDK's whole chain of credential providers, which our own bundles leave out.
    buildSync({ ...bundleOptions({}), alias: {}, entryPoints: [source], outfile: client });
    const bundles = bundlesOf(assembly);
    const times = new Map<string, number[]>();
    // In turns, so that a slow moment of the machine falls on all of them.
    for (let i = 0; i < RUNS; i++) {
      for (const [name, path] of [['', client] as const, ...bundles]) {
        times.set(name, [...(times.get(name) ?? []), importTime(path)]);
      }
    }
    const base = median(times.get('') ?? []);
    return bundles.flatMap(([name, path, ...later]) => {
      const size = statSync(path).size;
      const ratio = median(times.get(name) ?? []) / base;
      const sizeLimit = MAY_BE_LARGER.has(name) ? null : MAX_BYTES / 1024;
      return [
        { what: `包大小 ${name}`, value: size / 1024, unit: 'KB', limit: sizeLimit, better: 'less' as const },
        {
          what: `载入时间 ${name} ÷ 只有 DynamoDB 客户端（${base.toFixed(0)} ms）`,
          value: ratio,
          unit: '×',
          limit: MAY_BE_LARGER.has(name) ? null : MAX_RATIO,
          better: 'less' as const,
        },
        ...later.map((file) => ({
          what: `包大小 ${name}，要用到才载入的 ${basename(file, '.mjs').replace(/-[0-9a-f]{12}$/, '')}`,
          ...{ value: statSync(file).size / 1024, unit: 'KB', limit: MAX_BYTES / 1024, better: 'less' as const },
        })),
      ];
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The functions' bundles of a built assembly, by the name of the function, each with what it imports later. */
function bundlesOf(assembly: string): [name: string, path: string, ...later: string[]][] {
  const template = readdirSync(assembly).find((file) => file.endsWith('.template.json')) ?? '';
  const { Resources } = JSON.parse(readFileSync(join(assembly, template), 'utf8')) as {
    Resources: Record<
      string,
      { Type: string; Properties: { FunctionName?: string }; Metadata?: Record<string, string> }
    >;
  };
  return Object.values(Resources)
    .filter(({ Type }) => Type === 'AWS::Lambda::Function')
    .map(({ Properties, Metadata }) => {
      const name = (Properties.FunctionName ?? Metadata?.['aws:cdk:path'] ?? '').replace(/^jdlk-\d{6}-/, '');
      const folder = resolve(assembly, Metadata?.['aws:asset:path'] ?? '');
      // index.mjs only hands the handler of this file on.
      const files = readdirSync(folder).filter((file) => /-[0-9a-f]{12}\.mjs$/.test(file));
      const code = files.find((file) => file.replace(/-[0-9a-f]{12}\.mjs$/, '') === name) ?? 'index.mjs';
      const later = files.filter((file) => file !== code).map((file) => join(folder, file));
      return [name, join(folder, code), ...later];
    });
}

/** Milliseconds that a fresh process needs to import a module. */
function importTime(path: string): number {
  const code = `const t=performance.now();await import(${JSON.stringify(`file://${path}`)});console.log(performance.now()-t)`;
  const env = { ...process.env, AWS_REGION: 'cn-northwest-1', NODE_COMPILE_CACHE: '' };
  return Number(execFileSync(process.execPath, ['--input-type=module', '-e', code], { env, encoding: 'utf8' }));
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
