import { afterEach, expect, it, vi } from 'vitest';
import { defaultProvider } from './lambda-credentials.ts';

afterEach(() => vi.unstubAllEnvs());

it('reads the credentials once from the environment, and again when there were none', async () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', '');
  const provider = defaultProvider();
  await expect(provider()).rejects.toThrow('Unable to find environment variable credentials');

  vi.stubEnv('AWS_ACCESS_KEY_ID', 'first');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  vi.stubEnv('AWS_SESSION_TOKEN', 'token');
  const first = await provider();
  expect(first).toMatchObject({ accessKeyId: 'first', secretAccessKey: 'secret', sessionToken: 'token' });

  vi.stubEnv('AWS_ACCESS_KEY_ID', 'second');
  expect(await provider()).toBe(first);
});
