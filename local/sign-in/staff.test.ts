import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadStaff } from './staff.ts';

const LU = { id: 'luchen', name: '陆晨', roles: ['recorder'], orgPath: '530000/530100', email: 'luchen@example.cn' };

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'staff-'));
});

afterEach(() => rmSync(dir, { recursive: true }));

function file(staff: unknown): string {
  const path = join(dir, 'staff.json');
  writeFileSync(path, JSON.stringify(staff));
  return path;
}

test('the demo staff is read as written', () => {
  expect(loadStaff(file([LU]))).toEqual([LU]);
});

test.each<[string, unknown, string]>([
  ['a member without a place in the union', [{ ...LU, orgPath: undefined }], 'orgPath'],
  ['an unknown field', [{ ...LU, idNumber: 'x' }], 'idNumber'],
  ['two people under one id', [LU, { ...LU, name: '马丽' }], 'luchen'],
])('%s stops the start by name', (_what, staff, named) => {
  expect(() => loadStaff(file(staff))).toThrow(named);
});
