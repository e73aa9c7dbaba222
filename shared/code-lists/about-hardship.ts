import { always, because, confirmed, type ListDetails, unconfirmed } from './details.ts';

const notice = always(confirmed('工保字〔2016〕2号 附件1'));

const otherSum =
  '两代不是换个名称：旧的先看人均收入在低保标准的几倍以内，新的看扣减刚性支出之后还剩多少；要按新的报，须按新标准重新认定';

export const hardshipCategory: ListDetails = {
  standing: {
    '2016': confirmed('困难职工档案表填表说明两份、淮工发〔2009〕41号、2011 年的两份公开代码，同三类'),
    '2020': confirmed('鲁会办〔2020〕58号；2021、2022 年各地的在档统计和申报通知同三类'),
  },
  editions: [
    {
      edition: '2008',
      words: ['低保线以上', '享受低保', '未享受低保'],
      standing: confirmed('2008 年前后的两份困难职工档案表'),
    },
    {
      edition: '滨州2018',
      words: ['应保未保', '低保户', '低保边缘户', '意外致困户'],
      standing: confirmed('滨州市困难职工精准识别建档的口径，2018 至 2019 年；镜像'),
    },
    {
      edition: '地方',
      words: ['市级辅助档案', '县级相对困难', '边缘困难职工'],
      standing: unconfirmed('各地自定层级的档案（某市的辅助档案、塔河县的二至三倍相对困难）和边缘名单；叫法各地不一'),
    },
  ],
  inferred: {
    应保未保: '第一代口径里低保户有两种情形，应保未保是其中一种',
    享受低保: '享受低保的家庭收入低于低保标准',
  },
  unmapped: {
    ...because(otherSum, ['低保户', '低保边缘户', '应保未保', '享受低保', '未享受低保', '低保线以上']),
    意外致困户:
      '旧的看扣减致困支出之后的收入，新的看赔付救助之后是否仍困难，有的地方还看损失占年收入的八成；要按新的报，须重新认定',
    ...because('地方自定的，不在全国的三类之内，不并入全国级的数字', ['市级辅助档案', '县级相对困难', '边缘困难职工']),
  },
  note: '由旧三类改为新三类的全国文件号和日期没有证实，所以各省的标准各自写明用哪一代的词。',
};

export const hardshipCause: ListDetails = {
  standing: notice,
  editions: [
    {
      edition: '2011',
      words: [
        '本人大病',
        '供养直系亲属大病',
        '意外灾害',
        '残疾',
        '收入低无法维持基本生活',
        '下岗失业',
        '子女上学',
        '其他',
      ],
      standing: confirmed('2011 年帮扶系统的公开代码；子女上学见于另一份申报表，年代不明'),
    },
    {
      edition: '珠海',
      words: [
        '本人大病',
        '供养直系亲属大病',
        '本人残疾',
        '家属残疾',
        '家属下岗失业',
        '收入低',
        '自然灾害',
        '重大意外事故',
        '子女上学',
        '其他',
      ],
      standing: confirmed('珠海市困难职工申报表'),
    },
    {
      edition: '2016附件2',
      words: ['无劳动能力', '患重特大疾病', '个人或家庭成员无劳动能力', '个人或家庭成员患重特大疾病'],
      standing: confirmed('困难职工档案表及填报说明（2016 年附件2 流传件），只录与通知用字不同的'),
    },
  ],
  inferred: {
    ...because('通知的十项以家庭计，不分本人和家属', ['本人大病', '供养直系亲属大病', '家属下岗失业']),
    ...because('说的是困难到什么程度，不是原因；十项里没有，归其他', ['收入低', '收入低无法维持基本生活']),
  },
  unmapped: because('十项里没有残疾；残疾的人未必没有劳动能力，不替人归入', ['残疾', '本人残疾', '家属残疾']),
};

export const health: ListDetails = {
  standing: {
    '2016': confirmed('三份困难职工档案表填表说明和 2011 年帮扶系统的公开代码；脑血管病不是每份都有'),
    '2020': confirmed('《困难职工登记表》填表说明（附件3），只见到这一份'),
  },
  inferred: because('病名改换了说法，指的病相同；没有文件写明', ['癌症', '尿毒症', '恶性肿瘤', '终末期肾病']),
};

export const disability: ListDetails = {
  standing: always(confirmed('两代填表说明各一份，同七类')),
};

export const disabilityGrade: ListDetails = {
  standing: {
    '2016': confirmed('困难职工档案建档说明和另一份译本：视力分盲和低视力各两级，听力、言语、智力四级，肢体、精神三级'),
    '2020': unconfirmed('填表说明只见到听力、言语的四级，其余截断；按 GB/T 26341 的四级制'),
  },
  inferred: because('旧分级的盲和低视力各两级，依次是四级制的一至四级', [
    '一级盲',
    '二级盲',
    '一级低视力',
    '二级低视力',
  ]),
  shifted: because('第二代残疾人证用四级制；抄自更早证件的肢体、精神残疾只有三级，级别不完全相当，以残疾证为准', [
    '一级',
    '二级',
    '三级',
    '四级',
  ]),
};

export const housingType: ListDetails = {
  standing: {
    '2016': confirmed('困难职工解困脱困档案表填表说明、2011 年帮扶系统的公开代码，一致'),
    '2020': confirmed('困难职工档案表（范本）填表说明和另一份译本，一致'),
  },
  editions: [
    {
      edition: '上海2011',
      words: ['租赁公房', '租赁私房', '自有私房', '售后公房', '自购商品房', '安置商品房', '无房'],
      standing: confirmed('上海家计调查表 2011；镜像'),
    },
  ],
  inferred: {
    ...because('后来才分开的几种，都是自己买的', ['商品房', '经济适用房', '两限房', '自购商品房']),
    租赁私房: '也是租的',
  },
};

export const floorArea: ListDetails = {
  standing: always(confirmed('困难职工解困脱困档案表填表说明等三份，分段一致')),
};

export const attachmentType: ListDetails = {
  standing: always(unconfirmed('官方的附件类型代码表没有见到；这些是各地工会的系统和材料清单所列的')),
};

export const medicalInsurance: ListDetails = {
  standing: {
    '2016': confirmed('2008 年前后的困难职工档案表、2011 年帮扶系统的公开代码：是否进入医保'),
    '2020': unconfirmed('新表有“医保状况”一栏，选项没有见到；仍填是或否'),
  },
  note: '表里不写词，写 true（是）或 false（否）。',
};

export const priorityGroup: ListDetails = { standing: notice };
export const supportTrack: ListDetails = { standing: notice };
export const program: ListDetails = { standing: always(confirmed('工保字〔2016〕2号 附件2')) };

export const vehicleKind: ListDetails = {
  standing: always(
    unconfirmed('填表说明只说残疾人功能性补偿代步机动车、摩托车除外，没有给出选项；“机动车”是其余各种的统称'),
  ),
};
