import { base64url, bufferOf, joined, utf8 } from './bytes.ts';
import { randomBytes } from './random.ts';
import { wxFetch } from './wx-fetch.ts';

/** The most that the API takes of one file, bytes. */
export const mostBytes = 10 * 1024 * 1024;

/**
 * Sends a file by the form that was promised for it: fields first, the file last. The body is put together here, in
 * place of `wx.uploadFile`, which reads a file of the phone: what is sealed never lies there in clear.
 *
 * @throws NoAnswer, or Error in words when the bucket refuses it
 */
export async function upload(
  promised: { url: string; fields: Readonly<Record<string, string>> },
  content: Uint8Array,
): Promise<void> {
  const boundary = `jiandang-${base64url(await randomBytes(18))}`;
  const fields = Object.entries(promised.fields).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const file = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="photo"\r\nContent-Type: application/octet-stream\r\n\r\n`;
  const body = joined(utf8(fields.join('') + file), content, utf8(`\r\n--${boundary}--\r\n`));
  const { ok } = await wxFetch(promised.url, {
    method: 'POST',
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: bufferOf(body),
  });
  if (!ok) throw new Error('照片没有传成，请再送一次。');
}

/** What a photo's first bytes say that it is; undefined for what the API does not take. */
export function typeOf(content: Uint8Array): 'image/jpeg' | 'image/png' | undefined {
  const begins = (...bytes: number[]) => bytes.every((byte, i) => content[i] === byte);
  if (begins(0xff, 0xd8, 0xff)) return 'image/jpeg';
  return begins(0x89, 0x50, 0x4e, 0x47) ? 'image/png' : undefined;
}
