import { expect, it } from 'vitest';
import { type EvidenceKind, evidenceKinds, withheldKinds } from './evidence.ts';
import { isTold } from './told.ts';

const of = (kind: EvidenceKind) => ({ kind });

it('只凭电话、门牌像的，不裁定的人一个字也不知道：不能拿来问一个号码在不在册', () => {
  expect(isTold({ reasons: [of('telephone'), of('door')] })).toBe(false);
  expect(isTold({ reasons: [of('telephone'), of('door'), of('nameAndBirthDate')] })).toBe(true);
});

it('别的凭据，单凭一样也告诉', () => {
  const told = evidenceKinds.filter((kind) => isTold({ reasons: [of(kind)] }));
  expect(told).toEqual(evidenceKinds.filter((kind) => !withheldKinds.has(kind)));
});
