import { describe, expect, it } from 'vitest';
import { context, set } from '../../test/support/spoiled-form.ts';
import { checkForm } from './check.ts';
import { fieldLabels } from './fields.ts';
import type { Form } from './form.ts';

const withAttachment = set(['attachments'], [{ type: '诊断证明', name: '诊断证明.pdf' }]) as Form;

const faultsAt = (path: (string | number)[], value: unknown) =>
  checkForm(set(path, value, withAttachment), context).faults.filter(({ pointer }) => pointer === `/${path.join('/')}`);

/** Every box of the form, as a path into one. */
const boxes = Object.keys(fieldLabels)
  .filter((field) => !field.startsWith('record.'))
  .map((field) => field.split('.').flatMap((step) => (step.endsWith('[]') ? [step.slice(0, -2), 0] : [step])));

describe('类型不对时举的例子，自己填得进那一栏', () => {
  it.each(boxes.map((path) => [path.join('.'), path] as const))('%s', (_, path) => {
    const wrong = [{ no: 1 }, 5, true, '五'].flatMap((value) =>
      faultsAt(path, value).filter(({ code }) => code === 1144),
    );
    expect(wrong.length).toBeGreaterThan(0);
    for (const { message } of wrong) {
      const [, example = ''] = /，如(.+)；现为/.exec(message) ?? [];
      const again = faultsAt(path, JSON.parse(example)).map(({ code }) => code);
      // Of the wrong type, not in a list, no number, no date, no division: an example is none of these.
      expect(
        again.filter((code) => [1101, 1109, 1110, 1113, 1128, 1144].includes(code)),
        message,
      ).toEqual([]);
    }
  });
});
