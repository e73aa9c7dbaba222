import { workerCardFrame } from './card-frame.ts';
import { label, type Row, row, type Sheet, ticks, value } from './sheet.ts';
import type { Contact, WorkerCardView } from './views.ts';

/** No text smaller than this: older people read it. */
const small = 12;

/** 困难职工解困脱困联系卡（困难职工存）: whom to call, and what was agreed. */
export function workerCard(view: WorkerCardView): Sheet {
  return {
    ...workerCardFrame(view),
    sizes: { body: 14, label: 13, small },
    grids: [
      {
        columns: [92, 110, 52, 62, 72, 110],
        repeated: [],
        rows: [
          row(
            [
              label('职工姓名'),
              value('职工姓名', view.name, { size: 16, strong: true }),
              label('性别'),
              value('性别', view.sex, { align: 'center' }),
              label('出生年月'),
              value('出生年月', view.birthMonth),
            ],
            { minHeight: 36 },
          ),
          row([label('帮扶单位'), value('帮扶单位', view.assistingOrganization, { span: 5 })], { minHeight: 36 }),
          ...contactRows('帮扶责任人', '帮扶责任人', view.assistanceOfficer),
          ...contactRows('所属工会联络人', '困难职工所属\n工会联络人', view.unionLiaison),
          row([label('解困脱困\n措施选项'), ticks('解困脱困措施选项', view.supportTracks, { span: 5 })]),
          row([label('解困脱困\n计划选项'), ticks('解困脱困计划选项', view.programs, { span: 5, abreast: 2 })]),
          row([label('备注'), value('备注', view.remarks, { span: 5, size: 13 })], { minHeight: 44 }),
        ],
      },
    ],
  };
}

/** Name and post, and below them the telephone number, large enough to be dialled from without glasses. */
function contactRows(field: string, text: string, contact: Contact): Row[] {
  return [
    row(
      [
        label(text),
        value(`${field}姓名`, contact.name, { size: 16, strong: true }),
        label('职务'),
        value(`${field}职务`, contact.post, { span: 3 }),
      ],
      { minHeight: 34, keepWithNext: true },
    ),
    row([label('联系方式'), value(`${field}联系方式`, contact.contact, { span: 5, size: 22, strong: true })], {
      minHeight: 40,
    }),
  ];
}
