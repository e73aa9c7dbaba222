import { expect, it } from 'vitest';
import { Refused } from '../../shared/contract/client.ts';
import { placed } from './field-faults.tsx';

const refused = (...pointers: string[]) =>
  new Refused('recordDeliberation', 400, {
    ...{ type: 'urn:jiandang:error:1004', title: '填写的内容有误', status: 400, code: 1004 },
    faults: pointers.map((pointer) => ({ pointer, code: 1004, message: `错在${pointer}（heldOn）` })),
  });
const has = (name: string) => ['heldOn', 'present', 'for'].includes(name);

it('a fault stands at the field of its name, one of several in a field by its place', () => {
  const { beside, others } = placed(refused('/heldOn', '/present/1/name', '/present'), has);
  expect([...beside]).toEqual([
    ['heldOn', ['错在/heldOn']],
    ['present', ['第 2 个：错在/present/1/name', '错在/present']],
  ]);
  expect(others).toEqual([]);
});

it('a field is found by its name however deep in the body it goes', () => {
  expect([...placed(refused('/changes/worker/present'), has).beside]).toEqual([
    ['present', ['错在/changes/worker/present']],
  ]);
});

it('a fault of no field stands at the foot, unless the form says where', () => {
  expect(placed(refused('/votes'), has)).toMatchObject({ others: [{ pointer: '/votes' }] });
  expect([...placed(refused('/votes'), has, { '/votes': 'for' }).beside.keys()]).toEqual(['for']);
  expect(placed(new Error('offline'), has).others).toEqual([]);
});
