import { describe, expect, it } from 'vitest';
import { attachmentContentTypes, MAX_BYTES } from '../../shared/attachments/inspect.ts';
import { acceptedTypes, refusedBefore, typeOf } from './upload.ts';

describe('发送以前就说得出', () => {
  it('收的正是系统收的几种，大小也是', () => {
    expect(acceptedTypes.split(',').toSorted()).toEqual([...attachmentContentTypes].toSorted());
    const photo = { name: 'a.jpg', type: 'image/jpeg' };
    expect(refusedBefore({ ...photo, size: MAX_BYTES })).toBeUndefined();
    expect(refusedBefore({ ...photo, size: MAX_BYTES + 1 })).toContain('10.0 MB，超过 10 MB');
  });

  it.each([
    ['收入证明.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['病历.heic', ''],
    ['setup.exe', 'application/x-msdownload'],
  ])('“%s”不收，说得出是哪一个、该怎样', (name, type) => {
    expect(refusedBefore({ name, type, size: 5 })).toMatch(new RegExp(`^“${name}”不是 PDF、JPEG 或 PNG`));
  });

  it('电脑说不出类型的，看文件名', () => {
    expect(typeOf({ name: '收入证明.PDF', type: '' })).toBe('application/pdf');
    expect(refusedBefore({ name: '收入证明.pdf', type: '', size: 0 })).toContain('是空的');
  });
});
