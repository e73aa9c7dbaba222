import { always, because, confirmed, type ListDetails, unconfirmed } from './details.ts';
import {
  ethnicityCodes,
  industryCodes,
  maritalStatusCodes,
  politicalStatusCodes,
  relationCodes,
  sexCodes,
} from './national-codes.ts';

export const sex: ListDetails = {
  standing: always(confirmed('GB/T 2261.1-2003；表上写“男”“女”')),
  national: sexCodes,
};

export const ethnicity: ListDetails = {
  standing: always(confirmed('GB/T 3304-1991；旧名见国家对族称的改订（1985年德昂族，1986年毛南族）')),
  national: ethnicityCodes,
  note: '97 其他、98 外国血统中国籍人士不在 GB/T 3304 里，是户籍和人口系统通用的扩充；也见过写作 57、58 的。',
};

export const politicalStatus: ListDetails = {
  standing: always(confirmed('五份困难职工档案表填表说明，一致')),
  editions: [
    {
      edition: '2011',
      words: ['中共党员', '共青团员', '群众', '民主党派', '其他', '未知'],
      standing: confirmed('2011 年帮扶系统的公开代码'),
    },
  ],
  inferred: because('预备党员不是正式党员，表上没有自己的一项，按中国共产党的党员统计归入中共党员', [
    '中共预备党员',
    '中国共产党预备党员',
  ]),
  unmapped: {
    未知: '没有填，不是一种政治面貌；表上不收',
    ...because('五项里没有；不是党派成员，填群众还是其他，填表说明没有说', ['无党派民主人士', '无党派人士']),
  },
  national: politicalStatusCodes,
};

export const maritalStatus: ListDetails = {
  standing: always(confirmed('困难职工解困脱困档案表填表说明、2011 年帮扶系统的公开代码、珠海市困难职工申报表，一致')),
  national: maritalStatusCodes,
};

export const hukouType: ListDetails = {
  standing: always(confirmed('困难职工解困脱困档案表填表说明、2011 年帮扶系统的公开代码，一致')),
};

export const modelWorkerType: ListDetails = {
  standing: always(confirmed('困难职工解困脱困档案表填表说明、档案表（范本）和 2011 年帮扶系统的公开代码，一致')),
};

export const employerNature: ListDetails = {
  standing: always(unconfirmed('全的只见于 2011 年帮扶系统的公开代码；填表说明的前四项与它一致，其余没有见到')),
};

export const employmentType: ListDetails = {
  standing: always(unconfirmed('只见于帮扶系统的界面和升级说明；另有一种“(职工)涵盖”，意思不明，没有收')),
  inferred: { 农民工: '旧系统里身份选农民工的，进农民工档案' },
};

const formerWording = '说法不同，意思看得出，没有文件说它们相当';

export const workStatus: ListDetails = {
  standing: always(confirmed('困难职工档案表（范本）填表说明和另一份译本，一致')),
  editions: [
    {
      edition: '2009',
      words: ['在岗', '下(待)岗', '失(无)业', '退休', '病休', '内退', '农民工'],
      standing: confirmed('困难职工解困脱困档案表填表说明（“身份”一栏）'),
    },
    {
      edition: '2011',
      words: ['在岗', '离退休', '下(待)岗', '失(无)业', '内退', '农民工'],
      standing: confirmed('2011 年帮扶系统的公开代码'),
    },
    {
      edition: '2011教育',
      words: ['在职', '退休', '离休', '病休', '临时聘用'],
      standing: confirmed('教育系统救助申请表的公开代码，2011 年'),
    },
    { edition: '珠海', words: ['在职', '失业', '退休'], standing: confirmed('珠海市困难职工申报表，制表年不明') },
  ],
  inferred: {
    ...because(formerWording, ['在职', '失业']),
    临时聘用: '临时聘用的也在岗上',
  },
  unmapped: { 农民工: '不是工作状态；现在填在职工类型里（困难农民工）' },
};

export const occupationStatus: ListDetails = {
  standing: {
    '2016': confirmed('2011 年帮扶系统的公开代码（家庭成员身份，含在校生）；病休、离休出自工作状态的填表说明'),
    '2020': unconfirmed('新表有“人员身份”和“当前学历”两栏，选项没有见到，沿用上一代的'),
  },
  inferred: { ...because(formerWording, ['在职', '失业']), 临时聘用: '临时聘用的也在岗上' },
};

export const relation: ListDetails = {
  standing: {
    '2016': confirmed('2011 年帮扶系统的公开代码，七项'),
    '2020': unconfirmed('新表写“关系(是户主的)”，完整的选项没有见到；收旧表的七项和 GB/T 4761-2008 的词'),
  },
  // The finer words of the later list are for the dossier, not for counting.
  reportedIn: '2016',
  inferred: because('养父母、继父母与父母同列（民法典第一千零七十二条、第一千一百一十一条）', [
    '养子或继子',
    '养女或继女',
    '继父或养父',
    '继母或养母',
  ]),
  national: relationCodes,
  note: '01 本人、02 户主不用来说成员，表上不收。旧表的“其他”比国标的 80 宽，没有代码。',
};

export const industry: ListDetails = {
  standing: {
    '2016': confirmed('困难职工解困脱困档案表填表说明、困难职工档案表（范本）填表说明，一致'),
    '2020': unconfirmed('新表列的是国标门类，见到的一份在“信息传输”处截断；按 GB/T 4754-2017 的二十个门类补全'),
  },
  inferred: {
    金融保险业: '国标 J 门类含保险业',
    科技: '国标 M 门类含科学研究',
    ...because('国标 R 门类合文化、体育、娱乐为一', ['文化', '体育']),
    宗教: '国标 S 门类含宗教组织',
    医疗卫生: '国标 Q 门类含卫生',
    国家机关: '国标 S 门类含国家机构',
  },
  unmapped: {
    军队: '国标门类不另列军队',
    国防系统: '一个系统里有工厂、院校和机关，国标按经济活动分，对不上',
    其他: '国标门类没有“其他”',
  },
  national: industryCodes,
};
