import { describe, expect, it } from 'vitest';
import { standings } from '../matters/standing.ts';
import { acceptedKey, incomingKey, parseIncomingKey, takesAttachments } from './upload.ts';

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

  it('草稿和在办、在册的档案收附件，没有建档就终结的不收；退出了的还收补登帮扶的凭证，并入别的不收', () => {
    const end = { as: 'liftedOut', on: '2026-11-01' } as const;
    const closed = standings.filter((standing) => !takesAttachments({ standing, end }));
    expect(closed).toEqual(['ended']);
    expect(takesAttachments({ standing: 'left', end: { as: 'merged', on: '2026-11-01' } })).toBe(false);
  });
});
