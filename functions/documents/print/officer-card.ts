import { dueInWords, officerCardFrame } from './card-frame.ts';
import { type Cell, label, row, type Sheet, value } from './sheet.ts';
import type { OfficerCardView } from './views.ts';

/** 困难职工解困脱困联系卡（帮扶责任人存）: what the assistance officer needs to find and help the household. */
export function officerCard(view: OfficerCardView): Sheet {
  const tall = { minHeight: 46 };
  const wide = { span: 4 };
  const right = { span: 2 };
  return {
    ...officerCardFrame(view),
    sizes: { body: 13, label: 12, small: 10.5 },
    grids: [
      {
        columns: [88, 161, 44, 44, 161],
        repeated: [],
        rows: [
          row(
            [
              label('职工编号'),
              value('职工编号', view.dossierNumber),
              label('职工姓名', right),
              value('职工姓名', view.name, { size: 15, strong: true }),
            ],
            tall,
          ),
          row(
            [label('性别'), value('性别', view.sex), label('出生年月', right), value('出生年月', view.birthMonth)],
            tall,
          ),
          row([label('家庭住址'), value('家庭住址', view.homeAddress, wide)], tall),
          row([label('工作单位'), value('工作单位', view.employer, wide)], tall),
          row([label('家庭主要成员'), ...memberCells(view.members)], { minHeight: 64 }),
          row([label('致困原因'), value('致困原因', view.causes.join('；'), wide)], tall),
          row(
            [
              label('困难类别'),
              value('困难类别', view.hardshipCategory),
              label('联系方式', right),
              value('联系方式', view.contact, { size: 15 }),
            ],
            tall,
          ),
          row([label('帮扶任务\n完成时限'), value('帮扶任务完成时限', dueInWords(view), wide)], tall),
          row(
            [
              label('帮扶单位'),
              value('帮扶单位', view.assistingOrganization),
              label('帮扶责任人', right),
              value('帮扶责任人', view.assistanceOfficer),
            ],
            tall,
          ),
        ],
      },
    ],
  };
}

/** A line each; a large household stands in two columns, so that the card keeps to one page. */
function memberCells(members: OfficerCardView['members']): Cell[] {
  const lines = members.map(({ relation, name }) => `${relation}　${name}`);
  if (lines.length <= 6) return [value('家庭主要成员', lines.join('\n'), { span: 4 })];
  const half = Math.ceil(lines.length / 2);
  return [lines.slice(0, half), lines.slice(half)].map((column) =>
    value('家庭主要成员', column.join('\n'), { span: 2, anchor: 'top' }),
  );
}
