/**
 * What the procedure adds to a household's form: never posted with it, but printed on the 《困难职工档案表》, the two
 * 《联系卡》 and the public notice beside it. Everything is optional, because it comes to be step by step.
 */
export interface ProcedureRecord {
  /** 职工编号, given at registration. */
  dossierNumber?: string;
  /** 困难类别, proposed by the assessment and confirmed at approval. */
  hardshipCategory?: string;
  /** 建档层级, in Chinese, e.g. 县级. */
  tier?: string;
  /** 家庭月人均收入, fen; see `perCapita` in money/fen.ts. */
  monthlyIncomePerCapita?: number;
  /** 建档人、审核人、录入人. */
  registrar?: string;
  reviewer?: string;
  recorder?: string;
  /** 职工签字: the name as signed. */
  workerSignature?: string;
  /** 帮扶单位. */
  assistingOrganization?: string;
  /** 帮扶责任人、职务、联系方式. */
  officerName?: string;
  officerPost?: string;
  officerContact?: string;
  /** 所属工会联络人、职务、联系方式. */
  liaisonName?: string;
  liaisonPost?: string;
  liaisonContact?: string;
  /** 帮扶任务完成时限: the month by whose end the household is to be lifted out, e.g. 2027-12. */
  dueMonth?: string;
  /** “四个一批”措施 and 计划 agreed in the plan, in the official words. */
  supportTracks?: readonly string[];
  supportTrackNote?: string;
  programs?: readonly string[];
  programNote?: string;
  /** 帮扶措施, one line each. */
  measures?: readonly string[];
  /** The remark on the worker's card; not the form's remark. */
  cardRemarks?: string;
}
