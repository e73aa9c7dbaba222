import { dueInWords, officerCardFrame, workerCardFrame } from './card-frame.ts';
import { label, type Row, row, type Sheet, ticks, value } from './sheet.ts';
import type { Contact, OfficerCardView, WorkerCardView } from './views.ts';

/** 五号 (10.5 points): the size of body text in print, and the smallest on a card of half a page. */
const sizes = { body: 10.5, label: 10.5, small: 10.5 };
const line = { minHeight: 22 };

/** 联系卡（帮扶责任人存） on half a page, with all that the whole one has. */
export function halfOfficerCard(view: OfficerCardView): Sheet {
  const members = view.members.map(({ relation, name }) => `${relation}　${name}`).join('；');
  const wide = { span: 5 };
  return {
    ...officerCardFrame(view),
    sizes,
    grids: [
      {
        columns: [80, 130, 64, 92, 64, 93],
        repeated: [],
        rows: [
          row(
            [
              label('职工编号'),
              value('职工编号', view.dossierNumber),
              label('职工姓名'),
              value('职工姓名', view.name, { size: 12, strong: true, span: 3 }),
            ],
            line,
          ),
          row(
            [
              label('联系方式'),
              value('联系方式', view.contact, { size: 12 }),
              label('性别'),
              value('性别', view.sex),
              label('出生年月'),
              value('出生年月', view.birthMonth),
            ],
            line,
          ),
          row([label('家庭住址'), value('家庭住址', view.homeAddress, wide)], line),
          row([label('工作单位'), value('工作单位', view.employer, wide)], line),
          row([label('家庭主要成员'), value('家庭主要成员', members, wide)], line),
          row([label('致困原因'), value('致困原因', view.causes.join('；'), wide)], line),
          row(
            [
              label('困难类别'),
              value('困难类别', view.hardshipCategory),
              label('帮扶任务\n完成时限'),
              value('帮扶任务完成时限', dueInWords(view), { span: 3 }),
            ],
            line,
          ),
          row(
            [
              label('帮扶单位'),
              value('帮扶单位', view.assistingOrganization, { span: 3 }),
              label('帮扶责任人'),
              value('帮扶责任人', view.assistanceOfficer),
            ],
            line,
          ),
        ],
      },
    ],
  };
}

/** 联系卡（困难职工存） on half a page, with all that the whole one has. */
export function halfWorkerCard(view: WorkerCardView): Sheet {
  const wide = { span: 5 };
  return {
    ...workerCardFrame(view),
    sizes,
    grids: [
      {
        columns: [80, 92, 40, 100, 64, 147],
        repeated: [],
        rows: [
          row(
            [
              label('职工姓名'),
              value('职工姓名', view.name, { size: 12, strong: true }),
              label('性别'),
              value('性别', view.sex),
              label('出生年月'),
              value('出生年月', view.birthMonth),
            ],
            line,
          ),
          row([label('帮扶单位'), value('帮扶单位', view.assistingOrganization, wide)], line),
          contactRow('帮扶责任人', '帮扶责任人', view.assistanceOfficer),
          contactRow('工会联络人', '困难职工所属\n工会联络人', view.unionLiaison),
          row([label('解困脱困\n措施选项'), ticks('解困脱困措施选项', view.supportTracks, { span: 5, abreast: 2 })]),
          row([label('解困脱困\n计划选项'), ticks('解困脱困计划选项', view.programs, { span: 5, abreast: 3 })]),
          row([label('备注'), value('备注', view.remarks, wide)], line),
        ],
      },
    ],
  };
}

function contactRow(field: string, text: string, contact: Contact): Row {
  return row(
    [
      label(text),
      value(`${field}姓名`, contact.name, { size: 12, strong: true }),
      label('职务'),
      value(`${field}职务`, contact.post),
      label('联系方式'),
      value(`${field}联系方式`, contact.contact, { size: 15, strong: true }),
    ],
    line,
  );
}
