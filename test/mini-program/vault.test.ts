import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Province, provinceInMemory } from '../support/province.ts';
import { inMemory, opinion, passphrase, SurveyorPhone } from '../support/surveyor-phone.ts';

let province: Province;
let phone: SurveyorPhone;

beforeAll(async () => {
  province = await provinceInMemory();
});
afterAll(() => province.stop());
beforeEach(() => {
  phone = new SurveyorPhone(inMemory(province));
  return () => {
    vi.useRealTimers();
    phone.remove();
  };
});

describe('封存的口令', () => {
  it('太短的、接连的不收；不对的打不开；放下十分钟再拿起来要再输', async () => {
    const one = await province.dossierIn('surveying');
    await phone.tap('.to-visits');
    await phone.tap('.unlock');
    for (const [weak, said] of [
      ['1234567', '至少 8 位'],
      ['12345678', '接连'],
      ['88888888', '接连'],
    ] as const) {
      await phone.type('.passphrase', weak);
      await phone.type('.again', weak);
      await phone.tap('.open');
      expect(phone.text).toContain(said);
    }
    phone.back();
    await phone.unlock();
    await phone.signIn();
    await phone.takeAlong(one);
    await phone.type('.opinion', opinion);

    phone.putAside();
    await phone.rest();
    vi.setSystemTime(Date.now() + 11 * 60_000);
    phone.takeUp();
    await phone.rest();
    expect(phone.page).toBe('/pages/unlock/unlock');
    expect(phone.stack.map(({ shown }) => JSON.stringify(shown.instance.data)).join()).not.toContain(opinion);
    await phone.type('.passphrase', `${passphrase}?`);
    await phone.tap('.open');
    expect(phone.text).toContain('口令不对');
    await phone.type('.passphrase', passphrase);
    await phone.tap('.open');
    expect(phone.shown.opinion).toBe(opinion);
  });

  it('写到一半没了电的，上一次存下的还在；忘了口令的，说清楚再清空，什么也不剩', async () => {
    const one = await province.dossierIn('surveying');
    await phone.atVisits();
    await phone.takeAlong(one);
    await phone.type('.opinion', opinion);
    phone.putAside();
    await phone.rest();
    const [path = '', whole = new Uint8Array()] = [...phone.files].find(([name]) => name.includes('visit-')) ?? [];
    const [, name, n] = /^(.*)\.(\d+)$/.exec(path) ?? [];
    phone.files.set(`${name}.${Number(n) + 1}`, whole.slice(0, 40));
    phone.start();
    await phone.tap('.to-visits');
    await phone.unlock();
    await phone.openVisit();
    expect(phone.shown.opinion).toBe(opinion);

    phone.start();
    await phone.tap('.to-visits');
    await phone.tap('.unlock');
    await phone.tap('.forgotten');
    expect(phone.text).toContain('还没有送出的调查和照片都没有了');
    await phone.tap('.clear');
    expect([...phone.files.keys()].filter((each) => !each.endsWith('/'))).toEqual([]);
    expect(phone.text).toContain('给这部手机设一个口令');
  });
});
