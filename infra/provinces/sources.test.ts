import { describe, expect, test } from 'vitest';
import type { Standard } from '../../shared/standards/standard.ts';
import { profiles } from './index.ts';
import { cite, holdsIn, type StandardDocument, sourceIn } from './sources.ts';
import { documents } from './standards/documents.ts';

const yunnan = { title: '甲省办法', place: '53' };
const kunming = { title: '甲市口径', place: '5301' };
const national = { title: '全国办法', place: '' };
const college = { title: '某校办法', place: null };

describe('依据怎样写给一户看', () => {
  test.each([
    ['本省的照写', [cite(yunnan, '第七条')], ['53'], '甲省办法第七条'],
    ['全国的照写', [cite(national)], ['37'], '全国办法'],
    ['省里的规定用在市里，照写', [cite(yunnan)], ['5301'], '甲省办法'],
    ['外省的说明是暂按', [cite(yunnan)], ['37'], '本省规定未见，暂按甲省办法'],
    ['一个市的用在全省，说明是暂按', [cite(kunming)], ['53'], '本省规定未见，暂按甲市口径'],
    ['别的市的用在本市，说明是暂按', [cite(kunming)], ['5303'], '本市规定未见，暂按甲市口径'],
    ['县级标准借用别处的', [cite(kunming)], ['530302'], '本县规定未见，暂按甲市口径'],
    ['学校的办法在哪里都不是规定', [cite(college)], ['53'], '本省规定未见，暂按某校办法'],
    ['本省的在前，借用的在后', [cite(college), cite(yunnan)], ['53'], '甲省办法；本省规定未见，暂按某校办法'],
  ] as const)('%s', (_, source, divisions, text) => {
    expect(sourceIn(source, divisions)).toBe(text);
  });
});

const standards = Object.entries(profiles).flatMap(([code, profile]) =>
  profile.standards.map((standard) => [code, standard.version, standard] as const),
);

function sourcesOf(standard: Standard): string[] {
  const { requirements, clauses, exclusions } = standard;
  return [standard.source, ...[...requirements, ...clauses, ...exclusions].map(({ source }) => source)];
}

describe.each(standards)('%s %s', (_, __, standard) => {
  test('每一条依据，或者在当地施行，或者写明“规定未见，暂按”', () => {
    const foreign = Object.values<StandardDocument>(documents).filter(
      (document) => !holdsIn(document, standard.divisions),
    );
    for (const source of sourcesOf(standard)) {
      expect(source.trim()).not.toBe('');
      const [own = ''] = source.split(/本[省市县]规定未见，暂按/);
      for (const { title } of foreign) expect(own).not.toContain(title);
    }
  });
});

test('借用的依据确实出现过：上面一条不是空的', () => {
  const all = standards.flatMap(([, , standard]) => sourcesOf(standard));
  expect(all.filter((source) => source.includes('规定未见，暂按')).length).toBeGreaterThan(100);
});
