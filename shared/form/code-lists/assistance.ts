import { type CodeList, unchanged } from './code-list.ts';

/** The last option of each list below; it asks for a note (注明). */
export const otherOption = '其他';

export const priorityGroup: CodeList = {
  title: '五类重点群体',
  source: '工保字〔2016〕2号 附件1',
  generations: unchanged([
    '低保范围内有劳动能力而未充分就业',
    '收入或生活水平低于低保线而未纳入低保',
    '支出性生活困难',
    '城市困难农民工',
    '供给侧结构性改革中的困难职工',
    otherOption,
  ]),
};

export const supportTrack: CodeList = {
  title: '“四个一批”措施',
  source: '工保字〔2016〕2号 附件1',
  generations: unchanged([
    '就业创业发展',
    '纳入社保制度覆盖',
    '纳入大病保险和医疗互助保险保障',
    '社会救助兜底',
    otherOption,
  ]),
};

export const program: CodeList = {
  title: '解困脱困计划选项',
  source: '工保字〔2016〕2号 附件2',
  generations: unchanged([
    '技能培训促就业计划',
    '创业援助计划',
    '阳光就业计划',
    '职工医疗互助计划',
    '金秋助学计划',
    '一帮一结对计划',
    '送温暖精准化计划',
    otherOption,
  ]),
};
