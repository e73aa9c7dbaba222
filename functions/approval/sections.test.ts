import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Form } from '../../shared/form/form.ts';
import { formDate, validForm } from '../../test/support/form-arbitrary.ts';
import { nameGivenAway, textsIn, wellTwin } from '../../test/support/reconstruct.ts';
import { fullForm } from '../documents/testing/household.ts';
import { sectionsOf } from './sections.ts';

/** A household in which everything that can tell of an illness does. */
const ill: Form = {
  ...fullForm,
  worker: { ...fullForm.worker, occupationStatus: '病休' },
  members: fullForm.members.map((member) => ({ ...member, occupationStatus: '病休', health: '恶性肿瘤' })),
  causes: { primaryCause: '家庭成员患重大疾病', secondaryCauses: ['家庭成员无劳动能力'], causeNote: '住院' },
  determination: { ...fullForm.determination, isTarget: true, supportTracks: ['纳入大病保险和医疗互助保险保障'] },
};

describe('审批链接打开的页面', () => {
  it('有人患病的一户和同样情形而无人患病的一户，打开来一模一样', () => {
    expect(sectionsOf(ill, formDate)).toEqual(sectionsOf(wellTwin(ill), formDate));
    fc.assert(
      fc.property(validForm, (form) => {
        expect(sectionsOf(form, formDate)).toEqual(sectionsOf(wellTwin(form), formDate));
      }),
    );
  });

  it('没有一个词说到病、残、医', () => {
    expect(textsIn(sectionsOf(ill, formDate)).join('\n')).not.toMatch(/病|残|癌|瘤|医|住院|护理|康复|伤/);
  });

  it('没有任何人的姓名，本人的只有遮住的', () => {
    fc.assert(
      fc.property(validForm, (form) => {
        const shown = sectionsOf(form, formDate);
        for (const { name } of [form.worker, ...form.members]) expect(nameGivenAway(name, shown), name).toBe(false);
      }),
    );
  });

  it('审批要看的还在：在岗与否、收入、支出、财产', () => {
    const shown = textsIn(sectionsOf(ill, formDate));
    expect(shown).toContain('丈夫，330.33 元，不在岗');
    expect(shown).toContain('云南省昆明市五华区');
    expect(shown).toContain('云南省昆明市官渡区');
    expect(textsIn(sectionsOf(fullForm, formDate))).toContain('身体或意外原因；其他原因');
    for (const text of ['1,450.11 元', '18,601.54 元', '8,000.55 元', '5,100.14 元']) expect(shown).toContain(text);
  });
});
