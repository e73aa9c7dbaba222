import { readFileSync } from 'node:fs';
import type { PaperForm } from './from-paper.ts';

/** Where a household can end, and what that is called. */
export const endings = {
  registered: '建档发卡',
  invalid: '档案表有误',
  excluded: '命中排除情形',
  ineligible: '不符合标准',
  secondDossier: '一户两档',
  objectionUpheld: '异议成立，不予建档',
  cancelled: '注销',
  relieved: '解困',
} as const;
export type Ending = keyof typeof endings;

/** What happens to a household on its way to its cards, beside the ordinary. */
export const incidents = {
  objectionDismissed: '有人提出异议，查不属实',
  objectionUpheld: '有人提出异议，查证属实',
  deadlinePassed: '审批人逾期未办',
  exempted: '排除情形获豁免',
  namesake: '疑似重复，裁定不是一户',
  checkDiffers: '核对家庭经济状况，一个部门的答复不一致，说明以后查实不影响',
  takenIn: '突然遭灾，先按临时救助帮扶六个月，期满以前转正，走建档的全部环节',
} as const;
type Incident = keyof typeof incidents;

/** What comes to a household that has its cards; `ending` where it leaves. */
export const laterOn = {
  reverified: { title: '一年后复核', ending: null },
  reverifiedChanged: { title: '一年后复核，报告有变化，交一份变了的档案表', ending: null },
  helperReplaced: { title: '发卡以后换了帮扶责任人，计划修订、重新签字，联系卡换发', ending: null },
  transferred: { title: '发卡以后职工换了单位，移交给另一个县的工会，接收了', ending: null },
  amended: { title: '发卡以后变更两次：类别不变的不用审批，类别变了的逐级审批', ending: null },
  aided: {
    title: '发卡以后帮扶三次，另有一次成批发放，更正一次，走访一次；后来解困退出，回访发现返困，另立一份',
    ending: null,
  },
  died: { title: '发卡以后职工去世，凭死亡证明注销，不入户、不公示', ending: 'cancelled' },
  askedTwice: { title: '发卡以后提出解困，审批人不同意，仍在册；补了证明再提，获批准', ending: 'relieved' },
} as const satisfies Record<string, { title: string; ending: Ending | null }>;
type Later = keyof typeof laterOn;

export interface Household {
  /** Place among all samples, from 1. */
  number: number;
  paper: PaperForm;
  /** 说明 of the sample. */
  about: string;
  province: string;
  /** County whose union keeps the dossier: that of the place of work for a migrant worker. */
  county: string;
  expected: Ending;
  incident: Incident | null;
  later: Later | null;
  /** The form's 18 digits are to be offered for an old number. */
  offersNumber: boolean;
}

/** What three of the samples meet on their way that their forms do not say, by the beginning of what they are about. */
const onTheWay: Record<string, Incident> = {
  低保边缘: 'objectionDismissed',
  意外致困: 'deadlinePassed',
  身份证号为已撤并的: 'checkDiffers',
};

/** And later. A year is long to wait for: whoever is reverified is of one province, so that the other stands still. */
const afterwards: Record<string, Later> = {
  三口之家: 'transferred',
  低保边缘: 'reverified',
  意外致困: 'askedTwice',
  农民工: 'aided',
  生僻姓名: 'reverifiedChanged',
  家里有不满一岁的婴儿: 'helperReplaced',
  '两套住房，其一为待拆': 'died',
  与第一份同名: 'amended',
};

/** 期望, as it stands in the samples, by its beginning. */
const expectations: [start: string, ending: Ending, incident?: Incident][] = [
  ['registered after an exemption', 'registered', 'exempted'],
  ['registered after a ruling', 'registered', 'namesake'],
  ['registered after being taken in', 'registered', 'takenIn'],
  ['registered', 'registered'],
  ['invalid', 'invalid'],
  ['excluded', 'excluded'],
  ['ineligible', 'ineligible'],
  ['second dossier', 'secondDossier'],
  ['rejected: objection upheld', 'objectionUpheld', 'objectionUpheld'],
];

/** Every form in samples/, with where its household should end. */
export function readHouseholds(): Household[] {
  const files = ['forms.json', 'more-forms.json'];
  const papers = files.flatMap((file): PaperForm[] =>
    JSON.parse(readFileSync(new URL(`../../samples/${file}`, import.meta.url), 'utf8')),
  );
  return papers.map((paper, index) => household(paper, index + 1));
}

function household(paper: PaperForm, number: number): Household {
  const about = String(paper.说明);
  const expectation = String(paper.期望);
  const found = expectations.find(([start]) => expectation.startsWith(start));
  if (!found) throw new Error(`第 ${number} 份样表的期望“${expectation}”无法理解`);
  const [, expected, incident] = found;
  const county = String(paper.务工地行政区划 ?? paper.户口所在行政区划);
  const of = <What>(all: Record<string, What>) => Object.entries(all).find(([start]) => about.startsWith(start))?.[1];
  const later = of(afterwards) ?? null;
  return {
    number,
    paper,
    about,
    province: `${county.slice(0, 2)}0000`,
    county,
    expected: (later && laterOn[later].ending) ?? expected,
    incident: incident ?? of(onTheWay) ?? null,
    later,
    offersNumber: expectation.includes('offer'),
  };
}
