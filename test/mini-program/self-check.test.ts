import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { Phone } from '../support/phone.ts';
import { type Province, provinceInMemory } from '../support/province.ts';
import { inMemory } from '../support/surveyor-phone.ts';

let province: Province;
let phone: Phone;

beforeAll(async () => {
  province = await provinceInMemory();
});
afterAll(() => province.stop());
beforeEach(async () => {
  const { settings, fetch } = inMemory(province);
  phone = new Phone(settings, fetch);
  await phone.tap('.to-self-check');
  return () => phone.remove();
});

/** 昆明市五华区 */
async function inWuhua(): Promise<void> {
  await phone.choose('.city', String((phone.shown.cities as string[]).indexOf('昆明市')));
  await phone.choose('.county', String((phone.shown.counties as string[]).indexOf('五华区')));
}

it('不用登录、不问姓名；按元填的换成分，结果、没有问到的、带什么、找谁都说', async () => {
  await inWuhua();
  await phone.type('.people', '3');
  await phone.type('.income', '300');
  await phone.choose('.situations', ['illness'] as never);
  await phone.tap('.ask');
  expect(phone.text).toContain('可能');
  expect(phone.text).toContain('这不是认定');
  for (const part of ['这些还没有问', '申请时要带的', '找谁']) expect(phone.text).toContain(part);
  expect(phone.asked.every(({ headers }) => headers.authorization === undefined)).toBe(true);
  expect([...phone.storage, ...phone.files]).toEqual([]);
  await phone.tap('.again');
  expect(phone.text).toContain('一起生活的有几口人');
});

it('没有填的、不是数的，哪一栏不对说在哪一栏旁边，什么也不问接口', async () => {
  await phone.type('.people', '一百');
  await phone.type('.income', '很少');
  await phone.tap('.ask');
  expect(Object.keys(phone.shown.faults as object)).toEqual(['county', 'people', 'income']);
  expect(phone.text).toContain('请写一个数，单位是元');
  expect(phone.asked).toEqual([]);
});

it('没有网络的，说没有网络；填的都还在', async () => {
  await inWuhua();
  await phone.type('.people', '3');
  await phone.type('.income', '300');
  phone.hasNetwork = false;
  await phone.tap('.ask');
  expect(phone.text).toContain('没有网络');
  expect(phone.shown.people).toBe('3');
});
