import type { Row } from './row.ts';

const MAX_KB = 30;

/** What a page reached by link weighs in all: it carries its style and asks for nothing else. The largest realistic views. */
export async function run(): Promise<Row[]> {
  // Walks a household as it loads.
  const { examplePages } = await import('../test/support/examples/pages.ts');
  const largest = new Map<string, number>();
  for (const [name, page] of Object.entries(examplePages)) {
    const kind = name.split('-')[0] ?? name;
    largest.set(kind, Math.max(largest.get(kind) ?? 0, Buffer.byteLength(page.body)));
  }
  return [...largest].map(([kind, bytes]) => ({
    what: `链接打开的页面 ${kind}`,
    value: bytes / 1024,
    unit: 'KB',
    limit: MAX_KB,
    better: 'less' as const,
  }));
}
