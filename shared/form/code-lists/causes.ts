import { type CodeList, unchanged } from './code-list.ts';

export const otherCause = '其他';

const illness = '家庭成员患重大疾病';
const unableToWork = '家庭成员无劳动能力';
const disaster = '遭受自然灾害';
const accident = '遭受意外事故';

/** Whoever is disabled may well be able to work: not the same as `unableToWork`. */
const disabledPerson = [unableToWork, otherCause];

/** What a disaster, a grave accident, an epidemic or one's duty did to somebody of the household (facts.md 1.3.8, 1.3.9). */
export const majorEvent: CodeList = {
  title: '重大事件后果',
  source: '平顶山市总工会困难职工家庭认定标准；青岛市困难职工自测公式',
  generations: unchanged(['致残', '染病', '因公牺牲'], { 牺牲: '因公牺牲' }),
};

/** Causes of a loss or cost by accident (意外支出或损失). */
export const accidentCauses: readonly string[] = ['遭受自然灾害', '遭受意外事故'];
/** Causes that an event can have brought about. */
export const eventCauses: readonly string[] = ['家庭成员患重大疾病', ...accidentCauses];

/** 致困原因: the ten options of the notice, and the wordings of the forms that went before and beside it. */
export const hardshipCause: CodeList = {
  title: '致困原因',
  source: '工保字〔2016〕2号 附件1',
  generations: unchanged(
    [
      unableToWork,
      '有劳动能力而未就业',
      '下岗失业',
      '未参加社会保险',
      '社会保险待遇落实不到位',
      illness,
      disaster,
      accident,
      '子女上学',
      otherCause,
    ],
    {
      无劳动能力: unableToWork,
      个人或家庭成员无劳动能力: unableToWork,
      患重特大疾病: illness,
      个人或家庭成员患重特大疾病: illness,
      家庭成员患重特大疾病: illness,
      本人大病: illness,
      供养直系亲属大病: illness,
      家属下岗失业: '下岗失业',
      自然灾害: disaster,
      重大意外事故: accident,
      // They say how poor the household is, not why.
      收入低: otherCause,
      收入低无法维持基本生活: otherCause,
    },
    {
      意外灾害: [accident, disaster],
      残疾: disabledPerson,
      本人残疾: disabledPerson,
      家属残疾: disabledPerson,
    },
  ),
};
