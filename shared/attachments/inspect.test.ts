import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pdf, png } from './files.fixture.ts';
import { attachmentContentTypes, inspect, MAX_BYTES } from './inspect.ts';
import { jpeg } from './jpeg.fixture.ts';

const samples = { 'application/pdf': pdf, 'image/jpeg': jpeg, 'image/png': png };

describe('附件检查', async () => {
  it.each(attachmentContentTypes)('%s：好的文件收下', async (type) => {
    expect(await inspect(samples[type], type)).toBeUndefined();
  });

  it('所报类型与内容不符的一律拒收，改扩展名没有用', async () => {
    for (const promised of attachmentContentTypes) {
      for (const actual of attachmentContentTypes) {
        if (promised === actual) continue;
        expect(await inspect(samples[actual], promised)).toBe('otherType');
      }
    }
  });

  it('可执行文件、网页、压缩包、空文件都不是附件', async () => {
    const others = [
      Buffer.from('MZ\x90\x00'),
      Buffer.from('<html><script>'),
      Buffer.from('PK\x03\x04'),
      Buffer.alloc(0),
    ];
    for (const type of attachmentContentTypes) {
      for (const bytes of others) expect(await inspect(bytes, type)).toBe('otherType');
    }
  });

  it('超过 10 MB 的拒收，正好 10 MB 的不因大小拒收', async () => {
    const padded = (size: number) => Buffer.concat([jpeg, Buffer.alloc(size - jpeg.length)]);
    expect(await inspect(padded(MAX_BYTES + 1), 'image/jpeg')).toBe('tooLarge');
    expect(await inspect(padded(MAX_BYTES), 'image/jpeg')).toBeUndefined();
  });

  it('随机字节从不使检查出错，也从不被收下', async () => {
    const anyType = fc.constantFrom(...attachmentContentTypes);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 4096 }), anyType, async (bytes, type) => {
        expect(await inspect(Buffer.from(bytes), type)).toBeDefined();
      }),
    );
  });

  it('截断在任何一处的文件都拒收：断网时只传了一半的照片不算附件', async () => {
    // The PDF still ends well without its last line break.
    const whole = { ...samples, 'application/pdf': pdf.subarray(0, pdf.lastIndexOf('%%EOF') + 5) };
    for (const type of attachmentContentTypes) {
      for (let length = 0; length < whole[type].length; length++) {
        expect(await inspect(whole[type].subarray(0, length), type)).toBeDefined();
      }
    }
  });

  it('好文件里随意改几个字节，检查照样有结论', async () => {
    const change = fc.tuple(fc.nat(), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...attachmentContentTypes),
        fc.array(change, { maxLength: 20 }),
        async (type, changes) => {
          const bytes = Buffer.from(samples[type]);
          for (const [at, value] of changes) bytes[at % bytes.length] = value;
          const found = await inspect(bytes, type);
          expect(found === undefined || typeof found === 'string').toBe(true);
        },
      ),
    );
  });
});
