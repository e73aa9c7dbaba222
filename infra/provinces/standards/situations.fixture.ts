import { readFileSync } from 'node:fs';
import { parseYuan } from '../../../shared/money/fen.ts';
import { type AssessmentInput, type InputField, inputFields } from '../../../shared/standards/input.ts';
import { household } from './households.fixture.ts';

/** One row of situations.md. */
interface Situation {
  situation: string;
  input: AssessmentInput;
  outcome: 'eligible' | 'ineligible' | 'excluded';
  category: string | null;
  /** The first clause that holds; null for none. */
  clause: string | null;
  source: string;
}

/** The table of one standard. */
export interface SituationTable {
  /** The version of the standard. */
  version: string;
  /** Fen per person per month. */
  line: number;
  situations: Situation[];
}

const fieldByTitle = new Map(
  (Object.entries(inputFields) as [keyof AssessmentInput, InputField][]).map(([name, field]) => [
    field.title,
    { name, kind: field.kind },
  ]),
);

/** The tables of situations.md, which union officials read, as inputs of an assessment. */
export function readSituations(): SituationTable[] {
  const text = readFileSync(new URL('situations.md', import.meta.url), 'utf8');
  return text
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const version = section.split(' ')[0] ?? '';
      const base = section.split('\n').find((each) => each.startsWith('家庭人口')) ?? '';
      const [, size = '', line = ''] = /^家庭人口 (\d+)；低保标准 ([\d,.]+)$/.exec(base) ?? [];
      const rows = section.split('\n').filter((each) => each.startsWith('| ') && !/^\| (情形|---) /.test(each));
      return {
        version,
        line: parseYuan(line),
        situations: rows.map((row) => situationOf(row, { householdSize: Number(size) })),
      };
    });
}

function situationOf(row: string, base: Partial<AssessmentInput>): Situation {
  const cells = row.split('|').map((cell) => cell.trim());
  const [, situation = '', entries = '', verdict = '', clause = '', source = ''] = cells;
  const excluded = verdict.startsWith('排除：');
  const category = verdict.replace('排除：', '');
  return {
    situation,
    input: household({ ...base, ...Object.fromEntries(entries.split('；').filter(isGiven).map(entryOf)) }),
    outcome: category === '不符合' ? 'ineligible' : excluded ? 'excluded' : 'eligible',
    category: category === '不符合' ? null : category,
    clause: isGiven(clause) ? clause : null,
    source,
  };
}

function isGiven(cell: string): boolean {
  return cell !== '—';
}

/** 家庭年度总收入 25,199.99, 次要致困原因 下岗失业、子女上学, 困难农民工, 工会会员 否. */
function entryOf(entry: string): [name: string, value: unknown] {
  const [title = '', value = ''] = entry.split(' ');
  const field = fieldByTitle.get(title);
  if (field === undefined) throw new Error(`no such field: ${title}`);
  switch (field.kind) {
    case 'fen':
      return [field.name, parseYuan(value)];
    case 'count':
    case 'years':
      return [field.name, Number(value)];
    case 'flag':
      return [field.name, value !== '否'];
    case 'word':
      return [field.name, value];
    case 'words':
      return [field.name, value.split('、')];
  }
}
