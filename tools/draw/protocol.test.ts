import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { SpotCheck } from '../../shared/registry/spot-checks.ts';
import { drawn, placeOf, seedOf } from '../../shared/spot-checks/draw.ts';
import { frameDigest, strataOf } from '../../shared/spot-checks/frame.ts';
import { sampleOf } from '../../shared/spot-checks/size.ts';
import { protocolOf } from './protocol.ts';

const sha = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

const idOf = (n: number) => placeOf('id', String(n)).slice(0, 26);
const met = Array.from({ length: 700 }, (_, n) => ({
  dossier: idOf(n),
  frame: n % 5 === 0 ? ('refused' as const) : ('onFile' as const),
  division: n % 3 === 0 ? '530102' : '530103',
  place: `530000/530100/${n % 3 === 0 ? '530102' : '530103'}`,
  category: n % 7 === 0 ? '意外致困职工' : '深度困难职工',
}));
const { strata: counted, households } = strataOf('530000/530100', met);
const frame = { strata: sampleOf(counted, { halfWidth: 100, expected: 500 }), households };
const [root, numbers] = ['ab'.repeat(32), '3-8-17-21-28-33-12'];
const seed = seedOf({ digest: frameDigest(frame), root, numbers });
const check: SpotCheck = {
  ...{ id: 'c'.repeat(26), orgPath: '530000/530100', own: false, instrument: 'sample', frames: ['onFile', 'refused'] },
  ...{ percent: null, wished: { halfWidth: 100, expected: 500 }, strata: frame.strata, households: 700 },
  ofOwn: frame.strata.map(() => 0),
  ...{ digest: frameDigest(frame), by: 'auditor-1', byOrg: '530000', at: '2027-03-01T02:00:00.000Z' },
  ...{ entries: [], revision: 4 },
  publicDraw: { name: '双色球', on: '2027-03-04' },
  replacedBy: null,
  drawn: { by: 'auditor-1', at: '2027-03-05T02:00:00.000Z', root, numbers, seed },
};

/** Whoever has nothing but what was printed. */
function byPrintedTextAlone(text: string): string[] {
  const lines = text.split('\n');
  const said = (name: string) => lines.find((line) => line.startsWith(`${name} `))?.slice(name.length + 1);
  const ofFrame = lines.filter((line) => /^(层|户) /.test(line));
  const digest = sha(ofFrame.map((line) => `${line}\n`).join(''));
  const itsSeed = sha(`${digest}\n${said('根')}\n${said('号码')}\n`);
  return ofFrame
    .filter((line) => line.startsWith('层 '))
    .flatMap((line) => {
      const [, stratum, , , draw] = line.split(' ');
      const own = ofFrame.map((each) => each.split(' ')).filter(([kind, , of]) => kind === '户' && of === stratum);
      const ordered = own.map(([, id]) => ({ id: id as string, place: sha(`${itsSeed} ${id}`) }));
      ordered.sort((a, b) => (a.place < b.place ? -1 : 1));
      return ordered.slice(0, Number(draw)).map(({ id }) => id);
    });
}

describe('npm run draw', () => {
  it('只凭印出来的再算一遍，得到同样的户', () => {
    const { lines, faults } = protocolOf(check, frame, drawn(frame, seed));
    const printed = lines.filter((line) => line.startsWith('抽到 ')).map((line) => line.split(' ')[1]);
    expect(faults).toEqual([]);
    expect(printed.length).toBeGreaterThan(100);
    expect(byPrintedTextAlone(lines.join('\n'))).toEqual(printed);
  });

  it('印的没有县、没有类别；整个框不到五户的，一户、一层也不印，照样核对', () => {
    const { lines } = protocolOf(check, frame, drawn(frame, seed));
    expect(lines.filter((line) => /^(层|户|抽到) /.test(line)).join()).not.toMatch(/5301|困难/);
    for (const { size } of frame.strata) expect(size).toBeGreaterThan(4);
    const few = {
      strata: [{ ...(frame.strata[0] as (typeof frame.strata)[number]), size: 3, draw: 3 }],
      households: households.slice(0, 3),
    };
    const ofFew = { strata: few.strata, ofOwn: [0], digest: frameDigest(few) };
    const told = protocolOf({ ...check, ...ofFew, drawn: null }, few, []);
    expect(told.faults).toEqual([]);
    expect(told.lines.join('\n')).toContain('有一层不到五户');
    expect(told.lines.filter((line) => /^(层|户|抽到) /.test(line))).toEqual([]);
  });

  it('一层里除去市的本级不到五户的，也不印：知道本级几户的人，减得出那个县的', () => {
    const [first = 0, ...others] = frame.strata.map(({ size }) => size);
    const printed = (ofOwn: number[]) => {
      const { lines, faults } = protocolOf({ ...check, ofOwn }, frame, drawn(frame, seed));
      expect(faults).toEqual([]);
      return lines.filter((line) => /^(层|户|抽到) /.test(line)).length > 0;
    };
    const none = others.map(() => 0);
    expect([first, first - 5, first - 4, first - 1].map((own) => printed([own, ...none]))).toEqual([
      ...[true, true],
      ...[false, false],
    ]);
  });

  it('框、存着的种子、存着的户被人动过的，说得出', () => {
    const sample = drawn(frame, seed);
    const one = { ...frame, households: households.slice(1) };
    expect(protocolOf(check, one, sample).faults.join()).toMatch(/框与当时记下的摘要.*不符/);
    const swapped = sample.with(0, { dossier: idOf(1), stratum: 1 });
    expect(protocolOf(check, frame, swapped).faults).toEqual(['再算一遍，抽到的与存着的不符']);
    const steered = { ...check, drawn: { ...check.drawn, seed: '0'.repeat(64) } as SpotCheck['drawn'] };
    expect(protocolOf(steered, frame, sample).faults).toEqual(['种子与存着的不符']);
  });

  it('还没有抽的，印到知道的为止', () => {
    const { lines, faults } = protocolOf({ ...check, drawn: null }, frame, []);
    expect(faults).toEqual([]);
    expect(lines.at(-1)).toBe('还没有抽。');
    expect(lines.some((line) => line.startsWith('根 '))).toBe(false);
  });

  it('由另一次代替了的，说由哪一次，不说还要抽', () => {
    const other = 'd'.repeat(26);
    const { lines, faults } = protocolOf({ ...check, drawn: null, replacedBy: other }, frame, []);
    expect(faults).toEqual([]);
    expect(lines.at(-1)).toBe(`由抽查 ${other} 代替，不再抽。`);
    expect(lines).not.toContain('还没有抽。');
  });
});
