/** Codes that a national standard gives to the words of a list: for reports and exports, never on a form. */
export interface NationalCodes {
  /** Number and title. */
  standard: string;
  /** Where the codes were read; those that no two sources gave alike are not here. */
  source: string;
  rows: readonly NationalCode[];
  /** Words of the form that the standard puts otherwise. */
  calledOtherwise?: Readonly<Record<string, string>>;
}

interface NationalCode {
  code: string;
  word: string;
  /** 字母代码, where the standard has one. */
  letters?: string;
  /** 简称. */
  short?: string;
}

/** The code of a word of the form; null where the standard has none that means just that. */
export function codeOf({ rows, calledOtherwise = {} }: NationalCodes, word: string): string | null {
  const name = Object.hasOwn(calledOtherwise, word) ? calledOtherwise[word] : word;
  return rows.find((row) => row.word === name || row.short === name)?.code ?? null;
}

/** "01 本人" a line, or a code, letters and a word. */
function rowsOf(text: string, read: (parts: string[]) => NationalCode): NationalCode[] {
  return text
    .trim()
    .split(/\s*\n\s*/)
    .flatMap((line) => line.split(/\s{2,}/))
    .map((entry) => read(entry.split(' ')));
}
const codeAndWord = ([code = '', word = '']: string[]): NationalCode => ({ code, word });

export const sexCodes: NationalCodes = {
  standard: 'GB/T 2261.1-2003 人的性别代码',
  source: '一处公开转录的标准代码表，另几处只见到其中一部分，没有不一致的',
  rows: rowsOf('0 未知的性别  1 男性  2 女性  9 未说明的性别', codeAndWord),
  calledOtherwise: { 男: '男性', 女: '女性' },
};

export const maritalStatusCodes: NationalCodes = {
  standard: 'GB/T 2261.2-2003 婚姻状况代码',
  source: '一处公开转录的标准代码表，另几处只见到其中一部分，没有不一致的',
  rows: rowsOf('10 未婚  20 已婚  21 初婚  22 再婚  23 复婚  30 丧偶  40 离婚  90 未说明的婚姻状况', codeAndWord),
  calledOtherwise: { 离异: '离婚' },
};

export const ethnicityCodes: NationalCodes = {
  standard: 'GB/T 3304-1991 中国各民族名称的罗马字母拼写法和代码',
  source: '维基文库转录的标准全文，与几份开源实现逐条一致',
  rows: rowsOf(
    `01 HA 汉族  02 MG 蒙古族  03 HU 回族  04 ZA 藏族  05 UG 维吾尔族  06 MH 苗族  07 YI 彝族  08 ZH 壮族
    09 BY 布依族  10 CS 朝鲜族  11 MA 满族  12 DO 侗族  13 YA 瑶族  14 BA 白族  15 TJ 土家族  16 HN 哈尼族
    17 KZ 哈萨克族  18 DA 傣族  19 LI 黎族  20 LS 傈僳族  21 VA 佤族  22 SH 畲族  23 GS 高山族  24 LH 拉祜族
    25 SU 水族  26 DX 东乡族  27 NX 纳西族  28 JP 景颇族  29 KG 柯尔克孜族  30 TU 土族  31 DU 达斡尔族
    32 ML 仫佬族  33 QI 羌族  34 BL 布朗族  35 SL 撒拉族  36 MN 毛南族  37 GL 仡佬族  38 XB 锡伯族
    39 AC 阿昌族  40 PM 普米族  41 TA 塔吉克族  42 NU 怒族  43 UZ 乌孜别克族  44 RS 俄罗斯族  45 EW 鄂温克族
    46 DE 德昂族  47 BN 保安族  48 YG 裕固族  49 GI 京族  50 TT 塔塔尔族  51 DR 独龙族  52 OR 鄂伦春族
    53 HZ 赫哲族  54 MB 门巴族  55 LB 珞巴族  56 JN 基诺族`,
    ([code = '', letters = '', word = '']) => ({ code, letters, word }),
  ).concat(rowsOf('97 其他  98 外国血统中国籍人士', codeAndWord)),
};

export const relationCodes: NationalCodes = {
  standard: 'GB/T 4761-2008 家庭关系代码',
  source: '两处公开转录的标准代码表和几份开源实现，互相核对；用字不一的（姨夫、姨父，兄弟姐妹、兄、弟、姐、妹）都认得',
  rows: rowsOf(
    `01 本人  02 户主  10 配偶  11 夫  12 妻
    20 子  21 独生子  22 长子  23 次子  24 三子  25 四子  26 五子  27 养子或继子  28 女婿  29 其他儿子
    30 女  31 独生女  32 长女  33 次女  34 三女  35 四女  36 五女  37 养女或继女  38 儿媳  39 其他女儿
    40 孙子、孙女或外孙子、外孙女  41 孙子  42 孙女  43 外孙子  44 外孙女  45 孙媳妇或外孙媳妇  46 孙女婿或外孙女婿
    47 曾孙子或外曾孙子  48 曾孙女或外曾孙女  49 其他孙子、孙女或外孙子、外孙女
    50 父母  51 父亲  52 母亲  53 公公  54 婆婆  55 岳父  56 岳母  57 继父或养父  58 继母或养母  59 其他父母关系
    60 祖父母或外祖父母  61 祖父  62 祖母  63 外祖父  64 外祖母  65 配偶的祖父母或外祖父母  66 曾祖父  67 曾祖母
    68 配偶的曾祖父母或外曾祖父母  69 其他祖父母或外祖父母
    70 兄弟姐妹  71 兄  72 嫂  73 弟  74 弟媳  75 姐姐  76 姐夫  77 妹妹  78 妹夫  79 其他兄弟姐妹
    80 其他  81 伯父  82 伯母  83 叔父  84 婶母  85 舅父  86 舅母  87 姨夫  88 姨母  89 姑父  90 姑母
    91 堂兄弟、堂姐妹  92 表兄弟、表姐妹  93 侄子  94 侄女  95 外甥  96 外甥女  97 其他亲属  99 非亲属`,
    codeAndWord,
  ),
  calledOtherwise: { 丈夫: '夫', 妻子: '妻', 儿子: '子', 女儿: '女' },
};

export const politicalStatusCodes: NationalCodes = {
  standard: 'GB/T 4762-1984 政治面貌代码',
  source: '维基文库所录标准和几份开源实现，逐条一致',
  rows: rowsOf(
    `01 中国共产党党员 中共党员  02 中国共产党预备党员 中共预备党员  03 中国共产主义青年团团员 共青团员
    04 中国国民党革命委员会会员 民革会员  05 中国民主同盟盟员 民盟盟员  06 中国民主建国会会员 民建会员
    07 中国民主促进会会员 民进会员  08 中国农工民主党党员 农工党党员  09 中国致公党党员 致公党党员
    10 九三学社社员  11 台湾民主自治同盟盟员 台盟盟员  12 无党派民主人士 无党派人士  13 群众`,
    ([code = '', word = '', short]) => ({ code, word, ...(short === undefined ? {} : { short }) }),
  ),
};

export const industryCodes: NationalCodes = {
  standard: 'GB/T 4754-2017 国民经济行业分类，门类',
  source: '标准公开文本的目次和几处转录，逐条一致',
  rows: rowsOf(
    `A 农、林、牧、渔业  B 采矿业  C 制造业  D 电力、热力、燃气及水生产和供应业  E 建筑业  F 批发和零售业
    G 交通运输、仓储和邮政业  H 住宿和餐饮业  I 信息传输、软件和信息技术服务业  J 金融业  K 房地产业
    L 租赁和商务服务业  M 科学研究和技术服务业  N 水利、环境和公共设施管理业  O 居民服务、修理和其他服务业
    P 教育  Q 卫生和社会工作  R 文化、体育和娱乐业  S 公共管理、社会保障和社会组织  T 国际组织`,
    codeAndWord,
  ),
};
