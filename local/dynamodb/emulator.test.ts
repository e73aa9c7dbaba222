import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { javaCommand } from './dynamodb-local.ts';
import { DynamoDbEmulator, endLeftOverEmulator } from './emulator.ts';
import { engines } from './engine.ts';

const javaHome = process.env.JAVA_HOME;
afterEach(() => {
  if (javaHome === undefined) delete process.env.JAVA_HOME;
  else process.env.JAVA_HOME = javaHome;
});

test('without Java the message says in Chinese what to install', () => {
  process.env.JAVA_HOME = join(tmpdir(), 'no-java-here');
  expect(() => javaCommand()).toThrow('需要 Java 11 或更高版本');
});

test('a process that merely got the old number is left alone', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'emulator-'));
  mkdirSync(join(dataDir, 'dynamodb'));
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  await once(other, 'spawn');
  writeFileSync(join(dataDir, 'dynamodb', 'emulator.pid'), String(other.pid));
  await endLeftOverEmulator(dataDir);
  expect(other.exitCode).toBeNull();
  expect(other.signalCode).toBeNull();
  other.kill();
  rmSync(dataDir, { recursive: true });
});

test.each(engines)('data that $name has written are not taken for empty by another', async (writer) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'emulator-'));
  mkdirSync(join(dataDir, 'dynamodb'));
  writeFileSync(join(dataDir, 'dynamodb', writer.file), '');
  const [other] = engines.filter(({ name }) => name !== writer.name);
  const emulator = new DynamoDbEmulator(dataDir, 1, other);
  await expect(emulator.start(() => undefined)).rejects.toThrow(`数据是用 ${writer.name} 存的`);
  rmSync(dataDir, { recursive: true });
});
