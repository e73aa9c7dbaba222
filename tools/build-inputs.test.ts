import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { inputsHash } from './build-inputs.ts';

let project: string;

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'build-inputs-'));
  for (const file of ['infra/app.ts', 'functions/plan/api.ts', 'shared/money/fen.ts', 'workflows/life.asl.json']) {
    write(file, file);
  }
  write('package-lock.json', '{}');
});

afterEach(() => rmSync(project, { recursive: true }));

function write(file: string, content: string): void {
  const path = join(project, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

it.each([
  'infra/app.ts',
  'functions/plan/api.ts',
  'shared/money/fen.ts',
  'workflows/life.asl.json',
  'package-lock.json',
])('%s 变了就重新构建，不然今天跑的是昨天的代码', (file) => {
  const before = inputsHash(project, '530000');
  write(file, 'changed');
  expect(inputsHash(project, '530000')).not.toBe(before);
});

it('文件新添、删去、改名，都重新构建', () => {
  const before = inputsHash(project, '530000');
  write('shared/money/yuan.ts', '');
  const added = inputsHash(project, '530000');
  rmSync(join(project, 'shared/money/yuan.ts'));
  write('shared/money/cent.ts', '');
  expect(new Set([before, added, inputsHash(project, '530000')]).size).toBe(3);
});

it('只改了测试、文档，或者没有改，不重新构建', () => {
  const before = inputsHash(project, '530000');
  write('shared/money/fen.test.ts', 'a test');
  write('docs/runbook.md', 'a page');
  expect(inputsHash(project, '530000')).toBe(before);
});

it('不会把一个省当作另一个', () => {
  expect(inputsHash(project, '370000')).not.toBe(inputsHash(project, '530000'));
});
