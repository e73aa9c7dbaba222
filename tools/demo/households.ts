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

/** What happens to a household on its way, beside the ordinary. */
export const incidents = {
  objectionDismissed: '有人提出异议，查不属实',
  objectionUpheld: '有人提出异议，查证属实',
  deadlinePassed: '审批人逾期未办',
  exempted: '排除情形获豁免',
  namesake: '疑似重复，裁定不是一户',
  takenIn: '突然遭灾，先按临时救助帮扶六个月，期满以前转正，走建档的全部环节',
  reverified: '一年后复核',
  reverifiedChanged: '一年后复核，报告有变化，交一份变了的档案表',
  helperReplaced: '发卡以后换了帮扶责任人，计划修订、重新签字，联系卡换发',
  transferred: '发卡以后职工换了单位，移交给另一个县的工会，接收了',
  aided: '发卡以后帮扶三次，另有一次成批发放，更正一次，走访一次；后来解困退出，回访发现返困，另立一份',
} as const;
type Incident = keyof typeof incidents;

/** How a household that has its cards leaves in the middle of the year. */
export const departures = {
  died: { ending: 'cancelled', title: '发卡以后职工去世，凭死亡证明注销，不入户、不公示' },
  askedTwice: { ending: 'relieved', title: '发卡以后提出解困，审批人不同意，仍在册；补了证明再提，获批准' },
} as const satisfies Record<string, { ending: Ending; title: string }>;
type Departure = keyof typeof departures;

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
  departure: Departure | null;
  /** The form's 18 digits are to be offered for an old number. */
  offersNumber: boolean;
}

/** Seven of the twelve samples meet something on their way that their forms do not say. */
const onTheWay: Record<string, Incident> = {
  低保边缘: 'objectionDismissed',
  意外致困: 'deadlinePassed',
  身份证号为已撤并的: 'reverified',
  生僻姓名: 'reverifiedChanged',
  农民工: 'aided',
  三口之家: 'transferred',
  家里有不满一岁的婴儿: 'helperReplaced',
};

/** And two leave. */
const leaves: Record<string, Departure> = {
  '两套住房，其一为待拆': 'died',
  意外致困: 'askedTwice',
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
  const own = of(onTheWay);
  const departure = of(leaves) ?? null;
  return {
    number,
    paper,
    about,
    province: `${county.slice(0, 2)}0000`,
    county,
    expected: departure === null ? expected : departures[departure].ending,
    incident: incident ?? own ?? null,
    departure,
    offersNumber: expectation.includes('offer'),
  };
}
