import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { household as sampleHousehold } from '../../test/support/household.ts';
import { checkCharacter } from '../identity/id-number.ts';
import { compare } from './compare.ts';
import { points } from './evidence.ts';
import { anyHousehold } from './households.fixture.ts';
import { isTold } from './told.ts';
import { keysAmong, type Trace, type TracedHousehold, traces } from './traces.ts';

const judge = (mine: TracedHousehold, theirs: TracedHousehold) => compare(traces(mine), traces(theirs));
const number = (body: string) => body + checkCharacter(body);
const kinds = (mine: TracedHousehold, theirs: TracedHousehold) => judge(mine, theirs).reasons.map(({ kind }) => kind);

/** Whether a lookup by keys would bring theirs up at all. */
function isFound(mine: TracedHousehold, theirs: TracedHousehold): boolean {
  const stored = new Set(keysAmong(traces(theirs)).map(({ text }) => text));
  return keysAmong(traces(mine)).some(({ text }) => stored.has(text));
}

const li = { name: '李秀英', idNumber: number('53010219740312042'), birthDate: '1974-03-12' };
const wang = { name: '王建国', idNumber: number('53010219720801031'), birthDate: '1972-08-01' };
const child = { name: '王子涵', birthDate: '2026-05-01' };
const zhang = { name: '张伟', idNumber: number('53010219800101031'), birthDate: '1980-01-01' };
const otherZhang = { name: '张伟', idNumber: number('53292519800101079'), birthDate: '1980-01-01' };
const at = (
  homeAddress: string,
  [worker, ...members]: [typeof li, ...TracedHousehold['members']],
): TracedHousehold => ({
  worker: { ...worker, homeAddress, hukouDivision: '530102' },
  members,
});
const here = '五华区人民路12号5栋301室';
const there = '盘龙区北京路7号202室';

describe('两份档案是不是一户', () => {
  it('同一个身份证号：是一户', () => {
    const result = judge(at(here, [li, child]), at(there, [{ ...li, name: '李秀瑛' }]));
    expect(result).toMatchObject({ verdict: 'certain', reasons: [{ kind: 'sameNumber' }] });
  });

  it('一份写十五位，一份写十八位：是一户', () => {
    const result = judge(at(here, [li]), at(there, [{ ...li, idNumber: '530102740312042' }]));
    expect(result).toMatchObject({ verdict: 'certain', reasons: [{ kind: 'sameNumber' }] });
  });

  it('同名同生日的两个人，别无相同之处：至多疑似，由人裁定', () => {
    for (const [mine, theirs] of [
      [at(here, [zhang]), at(there, [otherZhang])],
      [at(here, [zhang, child]), at(there, [wang, otherZhang])],
    ] as const) {
      expect(judge(mine, theirs).verdict).toBe('possible');
    }
  });

  it('同名同生日，又同一个门牌：是一户', () => {
    expect(judge(at(here, [zhang]), at(`昆明市${here}`, [otherZhang]))).toMatchObject({
      verdict: 'certain',
      reasons: [
        { kind: 'nameAndBirthDate', pointer: '/worker' },
        { kind: 'doorAndSurname', pointer: '/worker/homeAddress' },
        { kind: 'door', pointer: '/worker/homeAddress' },
      ],
    });
  });

  it('夫妻二人都同名同生日：是一户', () => {
    const husband = { ...wang, idNumber: number('53010219720801055') };
    const { verdict, reasons } = judge(at(here, [zhang, wang]), at(there, [husband, otherZhang]));
    expect(verdict).toBe('certain');
    expect(reasons.map(({ pointer }) => pointer)).toEqual(expect.arrayContaining(['/worker', '/members/0']));
  });

  it('只有住址相同：疑似（父母与成年子女可以分户；夫妻可以各报一份）', () => {
    const son = { name: '李强', idNumber: number('53010219980312041'), birthDate: '1998-03-12' };
    expect(judge(at(here, [li]), at(here, [son]))).toMatchObject({
      verdict: 'possible',
      reasons: [{ kind: 'doorAndSurname' }, { kind: 'door' }],
    });
    expect(judge(at(here, [li]), at(here, [wang])).reasons).toEqual([
      { kind: 'door', pointer: '/worker/homeAddress', sentence: '家庭住址与另一份档案是同一个门牌。' },
    ]);
  });

  it('身份证号只差一位而不同名：同日同地出生的两个人，不问', () => {
    const neighbour = { ...li, name: '赵秀英', idNumber: number('53010219740312044') };
    expect(judge(at(here, [li]), at(there, [neighbour]))).toEqual({ score: 0, verdict: 'none', reasons: [] });
  });

  it('数字相同而次序不同的同名人只告诉裁定的人：从不拦下，也不带出别的话', () => {
    const moved = { ...li, idNumber: number('53010219740310242'), birthDate: '1974-03-10' };
    const alone = judge(at(here, [moved]), at(there, [li]));
    expect([alone.verdict, isTold(alone)]).toEqual(['possible', false]);
    const asMember = judge(at(here, [zhang, moved]), at(there, [li]));
    expect([asMember.verdict, isTold(asMember)]).toEqual(['possible', false]);
    // With the husband, of whom the clerk knows everything, it is as if she were not there.
    const [hit, miss] = [moved, otherZhang].map((wife) =>
      judge(at(here, [wife, wang]), at(there, [li, { ...wang, idNumber: number('53292519720801079') }])),
    );
    expect([hit?.verdict, miss?.verdict]).toEqual(['possible', 'possible']);
  });

  it('相邻两位写颠倒而同名，无论哪两位：疑似', () => {
    const before = '53010219740321548';
    for (let place = 0; place < 16; place++) {
      const [one, other] = [before[place] as string, before[place + 1] as string];
      const body = before.slice(0, place) + other + one + before.slice(place + 2);
      const birthDate = `${body.slice(6, 10)}-${body.slice(10, 12)}-${body.slice(12, 14)}`;
      // Between division and year it makes no date that anybody was born on.
      if (place === 5) continue;
      const mine = at(here, [{ ...li, idNumber: number(before), birthDate: '1974-03-21' }]);
      const theirs = at(there, [{ ...li, idNumber: number(body), birthDate }]);
      expect(isFound(mine, theirs)).toBe(true);
      expect(judge(mine, theirs).verdict).toBe('possible');
    }
  });

  it('月日更正过（农历改公历）而同名：疑似', () => {
    const theirs = at(there, [{ ...li, idNumber: number('53010219740417042'), birthDate: '1974-04-17' }]);
    expect(isFound(at(here, [li]), theirs)).toBe(true);
    expect(kinds(at(here, [li]), theirs)).toEqual(['soundAndMostOfNumber']);
    expect(judge(at(here, [li]), theirs).verdict).toBe('possible');
  });

  it('同名而出生日期、顺序码都不同：两个人，不问', () => {
    for (const body of ['53010219731129142', '53010219731129043', '53011219731129042']) {
      const birthDate = '1973-11-29';
      expect(judge(at(here, [li]), at(there, [{ ...li, idNumber: number(body), birthDate }])).verdict).toBe('none');
    }
  });

  it('丈夫档案里的妻子又自己申报：理由里说明', () => {
    const husbands = at(here, [wang, li]);
    const wifes = at(there, [{ ...li, idNumber: number('53010219740312043') }]);
    expect(judge(wifes, husbands).reasons.map(({ sentence }) => sentence)).toEqual([
      '困难职工本人与另一份档案中的一人姓名、出生日期相同。',
      '困难职工本人可能就是另一份档案的家庭成员。',
    ]);
    expect(judge(husbands, wifes).reasons.map(({ pointer }) => pointer)).toEqual(['/members/0', '/members/0']);
    expect(judge(husbands, wifes).reasons.map(({ sentence }) => sentence)).toEqual([
      '第1位家庭成员与另一份档案中的一人姓名、出生日期相同。',
      '第1位家庭成员可能就是另一份档案的困难职工。',
    ]);
  });

  it('没有身份证号的新生儿同名同生日，父母各报一份：疑似', () => {
    const result = judge(at(here, [li, child]), at(there, [wang, child]));
    expect(result).toMatchObject({ verdict: 'possible', reasons: [{ kind: 'nameAndBirthDate' }] });
  });

  it('一个人只算一次：一户两人都像对方一人，不能加成一户', () => {
    const twin = { ...otherZhang, idNumber: number('53292519800101099') };
    expect(judge(at(here, [zhang]), at(there, [otherZhang, twin])).score).toBe(
      points.nameAndBirthDate + points.memberIsWorker,
    );
  });

  it('同一个电话：理由指着电话，不说谁', () => {
    const called = (who: TracedHousehold) => ({ ...who, worker: { ...who.worker, mobile: '13812345678' } });
    expect(judge(called(at(here, [li])), called(at(there, [wang]))).reasons).toEqual([
      { kind: 'telephone', pointer: '/worker/mobile', sentence: '联系电话与另一份档案相同。' },
    ]);
  });

  it('一个人像对方两个人：以最像的为准，对方的次序不论', () => {
    for (const others of [[zhang, otherZhang] as const, [otherZhang, zhang] as const]) {
      const [mine, theirs] = [at(here, [zhang]), at(there, [wang, ...others])];
      expect(judge(mine, theirs)).toMatchObject({ verdict: 'certain', reasons: [{ kind: 'sameNumber' }, {}] });
      expect(judge(theirs, mine).verdict).toBe('certain');
    }
  });

  it('对方户里有两个同名同生日的：两个都比过，才说得出可能就是那个职工', () => {
    const twin = { ...otherZhang, idNumber: number('53292519800101099') };
    expect(kinds(at(here, [li, zhang]), at(there, [otherZhang, twin]))).toContain('memberIsWorker');
  });

  it('理由里没有任何一方的姓名、号码、日期、住址', () => {
    const mine = at(here, [li, wang, child]);
    const theirs = at(here, [{ ...wang, idNumber: number('53010219720801051') }, li, child]);
    const said = judge(mine, theirs)
      .reasons.map(({ sentence }) => sentence)
      .join('');
    for (const secret of ['李', '王', '子涵', '5301', '1974', '1972', '人民路']) expect(said).not.toContain(secret);
  });
});

describe('任何两户', () => {
  const pair = fc.tuple(anyHousehold, anyHousehold, fc.nat(4), fc.integer({ min: 0, max: 3 })).map(([a, b, n, how]) => {
    // Some of the pairs share a person or a door, or else hardly any would meet.
    const shared = a.members[n] ?? a.worker;
    if (how === 0) return [a, b] as const;
    if (how === 1)
      return [a, { ...b, members: [...b.members, { name: shared.name, birthDate: shared.birthDate }] }] as const;
    if (how === 2) return [a, { ...b, worker: { ...b.worker, homeAddress: a.worker.homeAddress } }] as const;
    return [a, { ...b, members: [...b.members, shared, ...a.members.slice(0, 1)] }] as const;
  });

  it('只凭门牌和电话，永远不拦下：加起来也只是须裁定', () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const shared = {
          homeAddress: a.worker.homeAddress,
          hukouDivision: a.worker.hukouDivision,
          mobile: '13812345678',
        };
        const mine = { ...a, worker: { ...a.worker, ...shared } };
        const theirs = { ...b, worker: { ...b.worker, ...shared } };
        const withheld = new Set(['door', 'telephone']);
        const silent = (all: readonly Trace[]) => all.filter(({ kind }) => !withheld.has(kind));
        const without = compare(silent(traces(mine)), silent(traces(theirs)));
        const result = judge(mine, theirs);
        expect(result.verdict).toBe(without.verdict === 'certain' ? 'certain' : 'possible');
        expect(result.score).toBeGreaterThanOrEqual(without.score);
      }),
      { seed: 8, numRuns: 300 },
    );
  });

  it('甲比乙与乙比甲，分数和结论一样', () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const [one, other] = [judge(a, b), judge(b, a)];
        expect([one.score, one.verdict]).toEqual([other.score, other.verdict]);
      }),
      { seed: 2, numRuns: 500 },
    );
  });

  it('成员的次序不影响结论和理由', () => {
    const shuffled = pair.chain(([a, b]) =>
      fc
        .shuffledSubarray([...b.members], { minLength: b.members.length })
        .map((members) => [a, b, { ...b, members }] as const),
    );
    fc.assert(
      fc.property(shuffled, ([a, b, reordered]) => {
        const mine = [judge(a, b), judge(a, reordered)].map(({ score, verdict }) => [score, verdict]);
        expect(mine[0]).toEqual(mine[1]);
        expect(kinds(b, a).sort()).toEqual(kinds(reordered, a).sort());
      }),
      { seed: 3, numRuns: 500 },
    );
  });

  it('凡有结论的，按键查找都找得到', () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        if (judge(a, b).verdict !== 'none') expect(isFound(a, b)).toBe(true);
      }),
      { seed: 4, numRuns: 500 },
    );
  });

  it('与自己比，是一户', () => {
    fc.assert(
      fc.property(anyHousehold, (a) => {
        expect(judge(a, a).verdict).toBe('certain');
      }),
      { seed: 5 },
    );
  });

  it('同一人的号码前十七位改动任何一位，重算校验位，仍找得到，须裁定而不拦下', () => {
    fc.assert(
      fc.property(anyHousehold, anyHousehold, fc.nat(16), fc.integer({ min: 1, max: 9 }), (a, b, place, by) => {
        const before = a.worker.idNumber as string;
        const digit = (Number(before[place]) + by) % 10;
        const body = `${before.slice(0, place)}${digit}${before.slice(place + 1, 17)}`;
        const birthDate = `${body.slice(6, 10)}-${body.slice(10, 12)}-${body.slice(12, 14)}`;
        const member = { name: a.worker.name, idNumber: number(body), birthDate };
        const theirs = { ...b, members: [...b.members, member] };
        expect(isFound(a, theirs)).toBe(true);
        expect(judge(a, theirs).verdict).toBe('possible');
      }),
      { seed: 6, numRuns: 500 },
    );
  });

  it('互不相干的两户，没有人去问', () => {
    fc.assert(
      fc.property(anyHousehold, anyHousehold, (a, b) => {
        expect(judge(a, b)).toEqual({ score: 0, verdict: 'none', reasons: [] });
      }),
      { seed: 7, numRuns: 2000 },
    );
  });

  it('门牌、姓氏、号码处处相邻的许多户，也没有一户被误认', () => {
    const many = Array.from({ length: 300 }, (_, n) => sampleHousehold(n));
    const found = new Map<string, number>();
    many.forEach((each, n) => {
      for (const { text } of keysAmong(traces(each))) {
        const before = found.get(text);
        if (before !== undefined) expect(judge(each, many[before] as TracedHousehold).verdict).toBe('none');
        found.set(text, n);
      }
    });
  });
});
