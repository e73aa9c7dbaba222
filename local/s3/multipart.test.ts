import { expect, test } from 'vitest';
import { readForm } from './multipart.ts';

const FILE = Buffer.from('一\r\n--二\r\n--B 三\r\r\n\u0000', 'utf8');
const BODY = Buffer.concat([
  Buffer.from('--Bound\r\nContent-Disposition: form-data; name="key"\r\n\r\n上传/一\r\n'),
  Buffer.from(
    '--Bound\r\nContent-Disposition: form-data; name="FILE"; filename="a%22b.pdf"\r\nContent-Type: x/y\r\n\r\n',
  ),
  FILE,
  Buffer.from('\r\n--Bound--\r\n'),
]);

async function* inPieces(size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < BODY.length; at += size) yield BODY.subarray(at, at + size);
}

test('wherever the network cuts the body, fields and bytes are the same', async () => {
  for (let size = 1; size <= BODY.length; size++) {
    const form = await readForm('multipart/form-data; boundary="Bound"', inPieces(size));
    expect(form.fields).toEqual(new Map([['key', '上传/一']]));
    expect(form.file.name).toBe('a"b.pdf');
    const chunks: Buffer[] = [];
    for await (const chunk of form.file.bytes) chunks.push(chunk);
    expect(Buffer.concat(chunks)).toEqual(FILE);
  }
});
