import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { endLeftOverEmulator } from './emulator.ts';
import { javaCommand } from './java.ts';

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
  writeFileSync(join(dataDir, 'dynamodb', 'java.pid'), String(other.pid));
  await endLeftOverEmulator(dataDir);
  expect(other.exitCode).toBeNull();
  expect(other.signalCode).toBeNull();
  other.kill();
  rmSync(dataDir, { recursive: true });
});
