import { expect, it } from 'vitest';
import { findProvince } from './profiles.ts';

it('names the provinces there are when asked for one there is not', () => {
  expect(() => findProvince('constructor', 'production', '2026-11-23')).toThrow(/没有 constructor 的配置/);
  expect(() => findProvince('710000', 'production', '2026-11-23')).toThrow(/没有 710000 的配置.*370000.*530000/);
});

it('has nothing to be accepted of the demonstration, every entry of which is confirmed', () => {
  expect(findProvince('990000', 'production', '2026-11-23').unconfirmed).toEqual([]);
});

it('says what nobody has confirmed', () => {
  const paths = findProvince('530000', 'production', '2026-11-23').unconfirmed.map(({ path }) => path);
  expect(paths).toContain('notice.workingDays');
});

it('leaves out what is only of another stage', () => {
  const ofTest = findProvince('530000', 'test', '2026-11-23');
  expect(ofTest.profile.web.publicBaseUrl).toBe('https://test.jdlk-530000.example.cn');
  expect(ofTest.unconfirmed.find(({ path }) => path === 'web.publicBaseUrl')?.why).toContain('这一阶段');
  expect(ofTest.unconfirmed.map(({ path }) => path).filter((path) => path.startsWith('stages'))).toEqual([]);
});
