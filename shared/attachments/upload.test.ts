import { describe, expect, it } from 'vitest';
import { acceptedKey, incomingKey, parseIncomingKey } from './upload.ts';

const dossierId = '0123456789abcdefghjkmnpqrs';
const attachment = 'tvwxyz0123456789abcdefghjk';

describe('附件的去处', () => {
  it('上传的位置说得出是哪份档案的哪个附件', () => {
    expect(parseIncomingKey(incomingKey(dossierId, attachment))).toEqual({ dossierId, attachment });
  });

  it.each([
    'incoming/x',
    `incoming/${dossierId}`,
    `incoming/${dossierId}/${attachment}/more`,
    `incoming/../${dossierId}/${attachment}`,
    `incoming/${dossierId}/${attachment.toUpperCase()}`,
    acceptedKey(dossierId, attachment),
  ])('没有签发过的位置不认：%s', (key) => {
    expect(parseIncomingKey(key)).toBeUndefined();
  });
});
