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
])('builds again when %s changes, or yesterday’s code would run today', (file) => {
  const before = inputsHash(project, '530000');
  write(file, 'changed');
  expect(inputsHash(project, '530000')).not.toBe(before);
});

it('builds again when a file is new, gone or has another name', () => {
  const before = inputsHash(project, '530000');
  write('shared/money/yuan.ts', '');
  const added = inputsHash(project, '530000');
  rmSync(join(project, 'shared/money/yuan.ts'));
  write('shared/money/cent.ts', '');
  expect(new Set([before, added, inputsHash(project, '530000')]).size).toBe(3);
});

it('builds nothing again for a changed test, a changed page of documentation, or no change', () => {
  const before = inputsHash(project, '530000');
  write('shared/money/fen.test.ts', 'a test');
  write('docs/runbook.md', 'a page');
  expect(inputsHash(project, '530000')).toBe(before);
});

it('never takes one province for another', () => {
  expect(inputsHash(project, '370000')).not.toBe(inputsHash(project, '530000'));
});
