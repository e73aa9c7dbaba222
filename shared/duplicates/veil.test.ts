import { describe, expect, it } from 'vitest';
import { type EvidenceKind, evidenceKinds } from './evidence.ts';
import { isTold, veiled } from './veil.ts';

const of = (kind: EvidenceKind, pointer: string) => ({ kind, pointer });

describe('不裁定的人', () => {
  it('只知道表上的谁与人相像：每人一句，不说像在哪里', () => {
    expect(
      veiled([
        of('nameAndBirthDate', '/worker'),
        of('soundAndMostOfNumber', '/members/0'),
        of('doorAndSurname', '/worker/homeAddress'),
        of('memberIsWorker', '/members/0'),
      ]),
    ).toEqual([
      { pointer: '/worker', sentence: '困难职工本人与另一份档案中的一人相像。' },
      { pointer: '/members/0', sentence: '第1位家庭成员与另一份档案中的一人相像。' },
      { pointer: '/worker/homeAddress', sentence: '家庭住址与另一份档案相像。' },
    ]);
  });

  it('无论凭什么像，同一处只有同一句话', () => {
    const said = evidenceKinds.flatMap((kind) => veiled([of(kind, '/worker')]).map(({ sentence }) => sentence));
    expect(new Set(said)).toEqual(new Set(['困难职工本人与另一份档案中的一人相像。']));
  });

  it('只凭电话、门牌像的，一个字也不知道：不能拿来问一个号码在不在册', () => {
    const withheld = [of('telephone', '/worker/mobile'), of('door', '/worker/homeAddress')];
    expect(veiled(withheld)).toEqual([]);
    expect(isTold({ reasons: withheld })).toBe(false);
    const more = [...withheld, of('nameAndBirthDate', '/worker')];
    expect(isTold({ reasons: more })).toBe(true);
    expect(veiled(more)).toEqual(veiled([of('nameAndBirthDate', '/worker')]));
  });
});
