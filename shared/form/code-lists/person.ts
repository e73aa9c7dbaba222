import { aliasesOf, type CodeList, unchanged } from './code-list.ts';

export const sex: CodeList = { title: '性别', source: 'GB/T 2261.1', generations: unchanged(['男', '女']) };

export const ethnicity: CodeList = {
  title: '民族',
  source: 'GB/T 3304',
  generations: unchanged(
    '汉族 蒙古族 回族 藏族 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克族 傣族 黎族 傈僳族 佤族 畲族 高山族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜族 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族 锡伯族 阿昌族 普米族 塔吉克族 怒族 乌孜别克族 俄罗斯族 鄂温克族 德昂族 保安族 裕固族 京族 塔塔尔族 独龙族 鄂伦春族 赫哲族 门巴族 珞巴族 基诺族 其他 外国血统中国籍人士'.split(
      ' ',
    ),
    // Names before 1985 and 1986, on old papers.
    { 崩龙族: '德昂族', 毛难族: '毛南族' },
  ),
};

const democraticParties =
  '民革会员 民革党员 中国国民党革命委员会会员 民盟盟员 中国民主同盟盟员 民建会员 中国民主建国会会员 民进会员 中国民主促进会会员 农工党党员 中国农工民主党党员 致公党党员 中国致公党党员 九三学社社员 台盟盟员 台湾民主自治同盟盟员'.split(
    ' ',
  );

/** Five words on every form; the finer ones of GB/T 4762 count as one of them. */
export const politicalStatus: CodeList = {
  title: '政治面貌',
  source: '困难职工档案表填表说明',
  generations: unchanged(
    ['中共党员', '共青团员', '群众', '民主党派', '其他'],
    {
      ...aliasesOf('中共党员', ['中国共产党党员', '中共预备党员', '中国共产党预备党员']),
      中国共产主义青年团团员: '共青团员',
      ...aliasesOf('民主党派', democraticParties),
    },
    { 无党派民主人士: ['群众', '其他'], 无党派人士: ['群众', '其他'] },
  ),
};

export const maritalStatus: CodeList = {
  title: '婚姻状况',
  source: '困难职工档案表填表说明',
  generations: unchanged(['已婚', '未婚', '离异', '丧偶'], {
    离婚: '离异',
    ...aliasesOf('已婚', ['初婚', '再婚', '复婚']),
  }),
};

export const hukouType: CodeList = {
  title: '户口类型',
  source: '困难职工档案表填表说明',
  generations: unchanged(['非农业', '农业', '农转居']),
};

/** The later form's column; who is none says so. */
export const modelWorkerType: CodeList = {
  title: '劳模类型',
  source: '困难职工档案表填表说明',
  generations: unchanged(['非劳模', '全国劳模', '省部级劳模', '地市级劳模', '其他']),
};

export const employerNature: CodeList = {
  title: '单位性质',
  source: '帮扶系统的公开代码，2011 年',
  generations: unchanged([
    '国有机关/事业单位',
    '国有企业',
    '集体企业',
    '民营/私营/个体企业',
    '与港澳台合资/合作',
    '中外合资/合作',
    '其他',
  ]),
};

export const retired = '退休';
const atWork = ['在岗', '下(待)岗', '失(无)业', retired, '病休', '内退'];
const otherWordings = { 在职: '在岗', 临时聘用: '在岗', 失业: '失(无)业' };
const honoured = '离休';
/**
 * Rules take the first of them (`wordForRules`): standards that leave out the retired (滨州) mean the 退休, and a household
 * must not be left out for a word that may mean either. Survey, notice and approval still come.
 */
const pensioned = { 离退休: [honoured, retired] };

/** 农民工 stood in the box of the 工作状态 once; now it is a 职工类型, and says nothing of being at work. */
export const formerMigrantStatus = '农民工';

/** 工作状态 of the worker. */
export const workStatus: CodeList = {
  title: '工作状态',
  source: '困难职工档案表填表说明',
  generations: unchanged([...atWork, honoured], otherWordings, { ...pensioned, [formerMigrantStatus]: [] }),
};

/** 在校生 among the occupation statuses of members. */
export const studentStatuses: readonly string[] = ['研究生', '大学生', '中职中技', '高中', '初中', '小学'];

export const occupationStatus: CodeList = {
  title: '家庭成员身份',
  source: '困难职工档案表填表说明（工作状态、家庭成员身份）',
  generations: unchanged([...atWork, honoured, '农民工', ...studentStatuses], otherWordings, pensioned),
};

/** 困难农民工: recognized by the standard of the place of work. */
export const migrantWorker = '困难农民工';

export const employmentType: CodeList = {
  title: '职工类型',
  source: '工会帮扶工作管理系统（城镇困难职工、困难农民工）',
  generations: unchanged(['城镇职工', migrantWorker], { 城镇困难职工: '城镇职工', 农民工: migrantWorker }),
};
