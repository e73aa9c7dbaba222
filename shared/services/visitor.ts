import type { App } from './app.ts';
import { blindIndex } from './services.ts';

/** Whoever asks without signing in, as they are counted: by where they ask from, which is not kept itself. */
export function visitorOf(
  app: App,
  { requestContext }: { requestContext: { identity?: { sourceIp?: string } } },
): Promise<string> {
  return blindIndex(app).of('visitor', networkOf(requestContext.identity?.sourceIp ?? ''));
}

/**
 * Where somebody asks from, for counting: the address, or the half of an IPv6 address that one line is given whole. Whoever
 * has one line has 2^64 addresses there.
 */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped) return mapped[1] as string;
  const [head = '', tail] = address.toLowerCase().split('::');
  const [first, last] = [head, tail ?? ''].map((part) => (part === '' ? [] : part.split(':'))) as [string[], string[]];
  const zeros = Array(Math.max(0, 8 - first.length - last.length)).fill('0');
  const groups = tail === undefined ? first : [...first, ...zeros, ...last];
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
