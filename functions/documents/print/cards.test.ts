import { describe, expect, test } from 'vitest';
import { program, supportTrack } from '../../../shared/form/code-lists/assistance.ts';
import { householdOf, named } from '../testing/household.ts';
import { plainText, readPdfText } from './testing/pdf-text.ts';
import { boxesOf, overlaps, printedAt, printer, stringsOf, withoutSpace } from './testing/printing.ts';
import { long, ordinary, viewsOf } from './testing/views.ts';
import type { WorkerCardView } from './views.ts';

const { officerCard: officerView, workerCard: workerView, dossierForm: formView } = ordinary;

describe('帮扶责任人存的联系卡', () => {
  test('附件2列出的各栏都印出', async () => {
    const text = plainText(await printer.officerCard(officerView, printedAt));
    for (const column of [
      '职工编号530102202600001',
      '职工姓名李秀英',
      '性别女',
      '出生年月1974年3月',
      '家庭住址昆明市五华区护国街道双龙桥社区12幢3单元402室',
      '工作单位昆明某纺织厂',
      '家庭主要成员丈夫王建国女儿王小雨',
      '致困原因下岗失业；遭受意外事故；其他（丈夫长期住院）',
      '困难类别低保户',
      '联系方式13800138000，0871-65123456',
      '帮扶任务完成时限2027年6月底前实现解困脱困',
      '帮扶单位五华区护国街道总工会',
      '帮扶责任人张帮扶',
    ]) {
      expect(text).toContain(column);
    }
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
      '困难职工所属工会联络人刘联络职务厂工会委员联系方式0871-63334444',
      '备注每季度上门一次',
    ]) {
      expect(text).toContain(column);
    }
  });

  test('五项措施、八项计划都列出，只有选定的打勾', async () => {
    const text = plainText(await printer.workerCard(workerView, printedAt));
    for (const [index, label] of supportTrack.generations['2016'].values.entries())
      expect(text).toContain(`${index + 1}.${label}`);
    for (const [index, label] of program.generations['2016'].values.entries())
      expect(text).toContain(`${index + 1}.${label}`);
    expect(text.match(/✓\d\.[^\d✓]+?(?=\d|✓|解|备)/g)).toEqual([
      '✓1.就业创业发展',
      '✓5.其他（注明）：协调申请公租房',
      '✓5.金秋助学计划',
    ]);
  });

  test('选其他的，注明的内容跟在后面', async () => {
    const plan = { programs: ['其他'], programNote: '法律援助' };
    const { workerCard: view } = viewsOf(await householdOf({ plan }));
    const text = plainText(await printer.workerCard(view, printedAt));
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
    for (const phone of ['13900139000', '0871-63334444']) {
      expect(texts.find(({ text }) => text === phone)?.size).toBeGreaterThanOrEqual(20);
    }
  });

  test('平常的一张卡是一页纸', async () => {
    expect(Math.max(...readPdfText(await printer.workerCard(workerView, printedAt)).map(({ page }) => page))).toBe(1);
  });
});

describe('一张纸上的两联', () => {
  const views = { officer: officerView, worker: workerView };

  test('两张卡的各栏都在，各在一半，中间一条裁开的线', async () => {
    const texts = readPdfText(await printer.bothCards(views, printedAt));
    expect(new Set(texts.map(({ page }) => page))).toEqual(new Set([1]));
    const middle = texts.find(({ text }) => text === '沿虚线裁开')?.y ?? 0;
    const half = (upper: boolean) =>
      withoutSpace(
        texts
          .filter(({ y }) => y < middle - 10 === upper)
          .map(({ text }) => text)
          .join(''),
      );
    for (const { path, text } of stringsOf(officerView)) expect(half(true), path).toContain(withoutSpace(text));
    for (const { path, text } of stringsOf(workerView)) expect(half(false), path).toContain(withoutSpace(text));
    // What the worker's card must not say is on the other side of the line.
    for (const secret of [officerView.homeAddress, officerView.dossierNumber, '下岗失业'])
      if (!stringsOf(workerView).some(({ text }) => text === secret)) expect(half(false)).not.toContain(secret);
  });

  test('栏名照通知附件2写全，不因半页而缩写', async () => {
    const text = plainText(await printer.bothCards(views, printedAt));
    for (const column of ['帮扶任务完成时限', '困难职工所属工会联络人']) expect(text).toContain(column);
    expect(text.match(/帮扶责任人/g)).toHaveLength(4);
  });

  test('没有小于五号（10.5磅）的字，字不叠字，不出纸边，不跨裁线，盖得下章', async () => {
    const texts = readPdfText(await printer.bothCards(views, printedAt));
    const boxes = boxesOf(texts);
    expect(overlaps(boxes)).toEqual([]);
    const cards = boxes.filter(({ shown }) => shown.text !== '沿虚线裁开');
    expect(Math.min(...cards.map(({ shown }) => shown.size))).toBeGreaterThanOrEqual(10.5);
    for (const { left, right, top, bottom } of cards) {
      expect(left).toBeGreaterThanOrEqual(34);
      expect(right).toBeLessThanOrEqual(595.28 - 34);
      expect(top > 841.89 / 2 + 15 || bottom < 841.89 / 2 - 15).toBe(true);
    }
    for (const [edge, from] of [[841.89 / 2, 0] as const, [841.89, 841.89 / 2] as const]) {
      const within = cards.filter(({ shown }) => shown.y > from && shown.y < edge);
      const table = within.filter(({ shown }) => !/签收|盖章|工会$|\d日$/.test(shown.text));
      // 42 mm.
      expect(edge - Math.max(...table.map(({ bottom }) => bottom))).toBeGreaterThanOrEqual(119);
    }
  });

  test('太长而半页放不下的，一张一页，各自编页，一个字不少', async () => {
    const pdf = await printer.bothCards({ officer: long.officerCard, worker: long.workerCard }, printedAt);
    const text = plainText(pdf);
    expect(text).not.toContain('沿虚线裁开');
    for (const view of [long.officerCard, long.workerCard]) {
      for (const { path, text: filled } of stringsOf(view)) expect(text, path).toContain(withoutSpace(filled));
    }
    const numbers = readPdfText(pdf).filter(({ text: each }) => /^第 1 页/.test(each));
    expect(numbers).toHaveLength(2);
  });

  test('字库没有的字，在它那一半说明', async () => {
    const { officerCard: officer, workerCard: worker } = viewsOf(await householdOf({ form: named('李\u{2A6D0}') }));
    expect(plainText(await printer.bothCards({ officer, worker }, printedAt))).toContain('手写：职工姓名（U+2A6D0）');
  });
});
