import { describe, expect, test } from 'vitest';
import { plainText, readPdfText } from './testing/pdf-text.ts';
import { printedAt, printer, stringsOf, withoutSpace } from './testing/printing.ts';
import { formView, officerView, options, programLabels, supportTrackLabels, workerView } from './testing/views.ts';
import type { WorkerCardView } from './views.ts';

describe('帮扶责任人存的联系卡', () => {
  test('附件2列出的各栏都印出', async () => {
    const text = plainText(await printer.officerCard(officerView, printedAt));
    for (const column of [
      '职工编号530102-2026-000017',
      '职工姓名李秀英',
      '性别女',
      '出生年月1974年3月',
      '家庭住址昆明市五华区护国街道双龙桥社区12幢3单元402室',
      '工作单位昆明某纺织厂',
      '家庭主要成员丈夫王建国女儿王子涵',
      '致困原因下岗失业；子女上学',
      '困难类别低保户',
      '联系方式13800138000',
      '帮扶任务完成时限2027年6月底前实现解困脱困',
      '帮扶单位五华区护国街道总工会',
      '帮扶责任人张帮扶',
    ]) {
      expect(text).toContain(column);
    }
  });

  test('完成时限还没有定时，留出年月由人填写', async () => {
    const text = plainText(await printer.officerCard({ ...officerView, dueMonth: '' }, printedAt));
    expect(text).toContain('完成时限年月底前实现解困脱困');
  });
});

describe('困难职工存的联系卡', () => {
  test('附件2列出的各栏都印出', async () => {
    const text = plainText(await printer.workerCard(workerView, printedAt));
    for (const column of [
      '职工姓名李秀英',
      '性别女',
      '出生年月1974年3月',
      '帮扶单位五华区护国街道总工会',
      '帮扶责任人张帮扶职务街道总工会副主席联系方式13900139000',
      '困难职工所属工会联络人刘联络职务厂工会委员联系方式0871-65123456',
      '备注每季度上门一次；女儿高考后办理金秋助学。',
    ]) {
      expect(text).toContain(column);
    }
  });

  test('五项措施、八项计划都列出，只有选定的打勾', async () => {
    const text = plainText(await printer.workerCard(workerView, printedAt));
    for (const [index, label] of supportTrackLabels.entries()) expect(text).toContain(`${index + 1}.${label}`);
    for (const [index, label] of programLabels.entries()) expect(text).toContain(`${index + 1}.${label}`);
    expect(text.match(/✓\d\.[^\d✓]+?(?=\d|✓|解|备)/g)).toEqual([
      '✓1.就业创业发展',
      '✓2.纳入社保制度覆盖',
      '✓1.技能培训促就业计划',
      '✓5.金秋助学计划',
    ]);
  });

  test('选其他的，注明的内容跟在后面', async () => {
    const programs = options(programLabels).map((option) =>
      option.label === '其他（注明）' ? { ...option, ticked: true, note: '法律援助' } : option,
    );
    const text = plainText(await printer.workerCard({ ...workerView, programs }, printedAt));
    expect(text).toContain('✓8.其他（注明）：法律援助');
  });

  test('没有身份证号、住址、收入、致困原因可印：视图里没有这些栏', () => {
    type Forbidden = Extract<
      keyof WorkerCardView,
      'idNumber' | 'homeAddress' | 'monthlyIncome' | 'annualHouseholdIncome' | 'cause' | 'causes' | 'members' | 'health'
    >;
    const none: [Forbidden] extends [never] ? true : false = true;
    expect(none).toBe(true);
  });

  test('即使误把整份档案交来打印，卡上也只有卡的各栏', async () => {
    const text = plainText(
      await printer.workerCard(
        { ...formView.worker, ...formView, ...workerView, causes: officerView.causes } as WorkerCardView,
        printedAt,
      ),
    );
    const allowed = withoutSpace(
      stringsOf(workerView)
        .map(({ text: each }) => each)
        .join('\n'),
    );
    const secrets = stringsOf({ worker: formView.worker, members: formView.members, account: formView.account })
      .map(({ text: each }) => withoutSpace(each))
      .filter((each) => each.length > 3 && !allowed.includes(each));
    expect(secrets).toContain('530102197403120423');
    for (const secret of secrets) expect(text).not.toContain(secret);
    for (const heading of ['身份证', '住址', '收入', '致困', '工作单位', '银行', '健康'])
      expect(text).not.toContain(heading);
  });

  test('老年人看得清：没有小于12磅的字，电话不小于20磅', async () => {
    const texts = readPdfText(await printer.workerCard(workerView, printedAt));
    expect(Math.min(...texts.map(({ size }) => size))).toBeGreaterThanOrEqual(12);
    for (const phone of ['13900139000', '0871-65123456']) {
      expect(texts.find(({ text }) => text === phone)?.size).toBeGreaterThanOrEqual(20);
    }
  });

  test('平常的一张卡是一页纸', async () => {
    expect(Math.max(...readPdfText(await printer.workerCard(workerView, printedAt)).map(({ page }) => page))).toBe(1);
  });
});
