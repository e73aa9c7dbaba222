/**
 * What each printed document shows. Every string is ready to be read by a person and already masked by the privacy
 * table for that document's audience: nothing is computed, formatted or hidden here. An empty string prints as an
 * empty place that a pen can fill (cards) or as “—” (the form).
 */

/** One box of an option list. The list's order gives the printed numbers; its wording is the code list's of the day. */
export interface TickOption {
  label: string;
  ticked: boolean;
  /** What was written behind 其他（注明）; '' for none. */
  note: string;
}

/** A person to turn to: name, post (职务) and telephone. */
export interface Contact {
  name: string;
  post: string;
  contact: string;
}

/** What stands around every document's table. */
export interface Heading {
  /** The union that issues the document and seals it. */
  union: string;
  /** Printed at the top and on every page; never a name or an ID number. */
  documentNumber: string;
  /** Date beside the seal, e.g. 2026年11月23日. */
  issuedOn: string;
}

/** 困难职工解困脱困联系卡（帮扶责任人存）. */
export interface OfficerCardView extends Heading {
  dossierNumber: string;
  name: string;
  sex: string;
  birthMonth: string;
  homeAddress: string;
  employer: string;
  members: readonly { relation: string; name: string }[];
  /** The primary cause first, then the secondary ones. */
  causes: readonly string[];
  hardshipCategory: string;
  /** e.g. 2027年6月, before 底前实现解困脱困. */
  dueMonth: string;
  contact: string;
  assistingOrganization: string;
  assistanceOfficer: string;
}

/**
 * 困难职工解困脱困联系卡（困难职工存）. It lies about in a home and is shown around: it has no place for an ID number,
 * an address, an income or a cause (工保字〔2016〕2号, 附件2).
 */
export interface WorkerCardView extends Heading {
  name: string;
  sex: string;
  birthMonth: string;
  assistingOrganization: string;
  assistanceOfficer: Contact;
  /** 困难职工所属工会联络人. */
  unionLiaison: Contact;
  supportTracks: readonly TickOption[];
  programs: readonly TickOption[];
  remarks: string;
}

/** Both cards of a household, for one page. */
export interface BothCardsView {
  officer: OfficerCardView;
  worker: WorkerCardView;
}

/** A signature given through the system: who, when, and where it is recorded (e.g. 手机链接确认，档案日志第12条). */
export interface SignatureRecord {
  name: string;
  signedAt: string;
  record: string;
  /** The pen's own stands on a paper in the file. */
  onPaper?: boolean;
}

/** An opinion box: 基层工会意见, 公示结果, 县级工会审批意见… */
export interface Opinion {
  title: string;
  text: string;
  /** null leaves the box for the pen. */
  signature: SignatureRecord | null;
}

/** One of the ten causes (致困原因), and whether it was chosen as 主要 or 次要. */
export interface CauseOption {
  label: string;
  chosen: 'primary' | 'secondary' | null;
}

export interface FormMember {
  name: string;
  relation: string;
  sex: string;
  politicalStatus: string;
  idNumber: string;
  birthDate: string;
  health: string;
  monthlyIncome: string;
  occupationStatus: string;
  medicalInsurance: string;
  employerOrSchool: string;
  hukouType: string;
}

export interface FormWorker {
  name: string;
  ethnicity: string;
  sex: string;
  politicalStatus: string;
  idNumber: string;
  birthDate: string;
  housingType: string;
  floorArea: string;
  mobile: string;
  otherContact: string;
  postcode: string;
  employer: string;
  homeAddress: string;
  health: string;
  disability: string;
  monthlyIncome: string;
  otherAnnualIncome: string;
  annualHouseholdIncome: string;
  householdSize: string;
  monthlyIncomePerCapita: string;
  /** How the per-capita figure came about, e.g. 17400.00元 ÷ 12 ÷ 3人，舍去分以下. */
  monthlyIncomePerCapitaWorking: string;
  hukouDivision: string;
  selfReliant: string;
  zeroEmployment: string;
  unionMember: string;
  contractYears: string;
  workDivision: string;
  occupationStatus: string;
  industry: string;
  maritalStatus: string;
  hukouType: string;
  medicalInsurance: string;
  modelWorkerType: string;
  employerNature: string;
}

/** 困难职工档案表 (附件1 of 工保字〔2016〕2号, with the columns of later years). */
export interface DossierFormView extends Heading {
  dossierNumber: string;
  hardshipCategory: string;
  worker: FormWorker;
  members: readonly FormMember[];
  /** Expenses, aid and assets that a later standard asks for (刚性支出、财产); an empty list leaves the section out. */
  expensesAndAssets: readonly { label: string; value: string }[];
  causes: readonly CauseOption[];
  causeNote: string;
  account: { bankName: string; bankBranch: string; bankAccount: string };
  /** What is not uploaded is only named on the form. */
  attachments: readonly { type: string; name: string; isUploaded: boolean }[];
  isTarget: boolean;
  determinedOn: string;
  priorityGroups: readonly TickOption[];
  supportTracks: readonly TickOption[];
  programs: readonly TickOption[];
  /** The assistance plan's measures, one line each. */
  measures: readonly string[];
  dueMonth: string;
  opinions: readonly Opinion[];
  workerSignature: SignatureRecord;
  registrar: string;
  reviewer: string;
  recorder: string;
  assistingOrganization: string;
  assistanceOfficer: string;
  remarks: string;
}

/** 告知同意书 or 核对授权书: the edition that was read, and who signs, with those for whom a guardian does (under 14). */
export interface ConsentSheetView extends Heading {
  title: string;
  /** Above what is told, and above the signatures. */
  told: string;
  agreed: string;
  /** Whether each marks what is sensitive by itself (个人信息保护法 29). */
  marks: boolean;
  version: string;
  sections: readonly { title: string; text: string }[];
  people: readonly { name: string; relation: string; isGuarded: boolean }[];
}

/** 处置证明: what is certified, line by line. */
export interface DisposalCertificateView extends Heading {
  lines: readonly { title: string; text: string }[];
}

/** An entry of the 台账, whether it counts or not. */
export interface LedgerAid {
  /** Of one that does not count any more, with that behind it: 3, 已更正. */
  number: string;
  givenOn: string;
  kind: string;
  project: string;
  /** 2,000.00, or 大米 2 袋（折合 160.00）. */
  given: string;
  source: string;
  paid: string;
  receipt: string;
  /** What it corrects and why, notes, and why funds were used that are not for the tier. */
  remarks: string;
}

export interface LedgerTotal {
  year: string;
  kind: string;
  source: string;
  times: string;
  amount: string;
  goodsValue: string;
}

export interface LedgerVisit {
  number: string;
  visitedOn: string;
  way: string;
  visitors: string;
  findings: string;
  nextOn: string;
}

/** 帮扶台账 of one household, the first entry on top. */
export interface LedgerView extends Heading {
  title: string;
  dossierNumber: string;
  name: string;
  registeredOn: string;
  hardshipCategory: string;
  standing: string;
  assistingOrganization: string;
  assistanceOfficer: string;
  aid: readonly LedgerAid[];
  totals: readonly LedgerTotal[];
  sums: Omit<LedgerTotal, 'year' | 'kind' | 'source'>;
  visits: readonly LedgerVisit[];
}
