import { type Chance, Weighted } from './chance.ts';

export type Sex = '男' | '女';
/** Whose names follow which custom. */
export type People = 'han' | 'uyghur' | 'tibetan' | 'dai';

/** Surnames in percent, with the long tail of 云南 (model). */
const surnames = new Weighted<string>(
  (
    '李7.4 王7.1 张6.6 杨5.6 刘4.6 陈4.2 赵2.6 马2.2 黄2.0 周1.9 吴1.7 徐1.4 孙1.3 朱1.3 高1.2 何1.2 罗1.2 郭1.1 林1.0 ' +
    '胡1.1 郑0.9 梁0.8 谢0.8 宋0.8 唐0.8 许0.7 韩0.6 冯0.6 邓0.8 曹0.6 彭0.6 曾0.6 肖0.6 田0.6 董0.6 袁0.5 潘0.5 蔡0.5 ' +
    '蒋0.6 余0.6 于0.4 杜0.6 叶0.4 程0.4 苏0.6 魏0.4 吕0.4 丁0.5 任0.4 沈0.4 姚0.4 卢0.4 姜0.3 崔0.2 钟0.3 谭0.3 陆0.3 ' +
    '汪0.3 范0.3 金0.3 石0.4 廖0.3 贾0.2 夏0.3 韦0.2 付0.3 方0.3 白0.5 邹0.2 孟0.2 熊0.4 秦0.2 邱0.2 江0.2 尹0.4 薛0.1 ' +
    '闫0.1 段0.8 雷0.2 侯0.2 龙0.3 史0.2 陶0.3 黎0.2 贺0.1 顾0.2 毛0.2 郝0.1 龚0.2 邵0.2 万0.2 钱0.2 严0.2 覃0.1 武0.1 ' +
    '戴0.2 莫0.1 孔0.2 向0.1 汤0.2 普0.6 字0.2 毕0.4 和0.5 木0.1 沙0.2 施0.3 保0.1 晏0.1 者0.05 刀0.2 罕0.05 单0.05 ' +
    '解0.1 仇0.04 曲0.05 查0.1 朴0.02 缪0.05 乐0.02 尉0.01 欧阳0.1 司马0.02 令狐0.03 上官0.02 尉迟0.01 夏侯0.01 ' +
    '阮0.1 左0.1 章0.1 鲁0.2 葛0.1 倪0.1 樊0.1 岳0.1 齐0.1 康0.1 季0.1 颜0.1 祝0.1 关0.1 车0.05 那0.1 撒0.05 纳0.1 ' +
    '锁0.02 合0.02 苗0.1 祁0.1 耿0.1 牛0.1 巫0.05 宁0.1 池0.05 代0.2 订0.01 铁0.03 自0.05 起0.05 鲍0.1 柳0.1 闵0.05'
  )
    .split(' ')
    .map((entry) => /^(\D+)([\d.]+)$/.exec(entry) as RegExpExecArray)
    .map(([, surname, percent]) => [surname as string, Number(percent)] as const),
);

/** Given names of a generation; the last year of birth that belongs to it. */
const generations: { until: number; men: string[]; women: string[]; letters: Record<Sex, string> }[] = [
  {
    until: 1955,
    men: '建国 国华 德明 志明 文忠 正明 学文 光明 永福 朝贵 家富 绍先 国祥 开云 兴华 玉书 长寿 天才 世昌 发祥'.split(
      ' ',
    ),
    women: '秀英 桂英 玉珍 凤仙 桂兰 秀珍 玉兰 兰英 素珍 淑芬 翠英 美英 琼仙 桂芬 玉英 惠仙 秀兰 菊仙 素芬 莲英'.split(
      ' ',
    ),
    letters: {
      男: '建国华德明志文忠正学光永福朝贵家富绍先祥开云兴玉书长天才世昌发荣树林万金成有自顺清',
      女: '秀英桂玉珍凤仙兰素淑芬翠美琼惠菊莲芝香会存珠连改竹小银焕粉转巧',
    },
  },
  {
    until: 1970,
    men: '伟 勇 建华 建明 志强 国强 卫东 建平 文华 永明 红兵 云生 跃进 志华 家明 正华 丽军 昆生 绍华 学明'.split(' '),
    women: '丽华 琼芬 丽萍 秀芬 美华 红 云芬 琼华 玉芬 桂芬 惠芬 丽琼 艳 梅 萍 金花 会琼 丽芬 玉琼 翠芬'.split(' '),
    letters: {
      男: '伟勇建华明志强国卫东平文永红兵云跃进家正军昆绍学刚荣贵林忠福德生发海龙斌涛万春',
      女: '丽华琼芬萍秀美红云玉桂惠艳梅金花会翠英兰珍仙芝霞燕莲凤香春芳琴菊',
    },
  },
  {
    until: 1983,
    men: '军 强 勇 伟 斌 刚 波 辉 志强 建军 海军 永华 文军 云峰 红伟 志刚 家文 晓东 春华 昆华'.split(' '),
    women: '丽 芳 艳 敏 霞 燕 琼 萍 红 梅 丽华 丽娟 海燕 春梅 晓燕 红梅 丽琼 云 秀丽 玉梅'.split(' '),
    letters: {
      男: '军强勇伟斌刚波辉志建海永文云峰红家晓东春华昆林明平国龙飞涛俊忠荣祥贵',
      女: '丽芳艳敏霞燕琼萍红梅娟海春晓云秀玉华芬仙英兰静洁蓉珍琴翠莲香',
    },
  },
  {
    until: 2000,
    men: '鑫 超 磊 杰 涛 鹏 浩 俊杰 志鹏 云龙 文杰 家豪 俊 凯 宇 海涛 建伟 明 旭 亮'.split(' '),
    women: '婷 静 敏 丽 娟 雪 倩 佳 婷婷 丽娟 雪梅 晓雪 思雨 文静 春燕 艳 梦婷 蓉 瑶 琳'.split(' '),
    letters: {
      男: '鑫超磊杰涛鹏浩俊志云龙文家豪凯宇海建伟明旭亮峰飞林东波辉健帆康荣成',
      女: '婷静敏丽娟雪倩佳晓思雨文春燕艳梦蓉瑶琳梅洁莹芳慧玲颖欣红云兰珍',
    },
  },
  {
    until: 9999,
    men: '浩宇 子轩 宇轩 浩然 梓豪 俊熙 子涵 宇航 博文 天佑 一鸣 梓轩 皓轩 俊宇 嘉豪 子豪 泽宇 铭轩 浩轩 奕辰'.split(
      ' ',
    ),
    women: '欣怡 梓涵 子涵 诗涵 雨欣 梦琪 佳怡 可欣 欣妍 紫涵 雨桐 思涵 梓萱 语桐 一诺 若曦 佳琪 诗琪 雨涵 梓彤'.split(
      ' ',
    ),
    letters: {
      男: '浩宇子轩梓豪俊熙航博文天佑鸣皓嘉泽铭奕辰睿哲晨逸翔瑞杰涵思源恒',
      女: '欣怡梓涵子诗雨梦琪佳可妍紫桐思萱语诺若曦彤瑶婷雅萌悦菲琳馨妙',
    },
  },
];

/** Names that were written down by their sound, each with the ways in which offices write it. */
export const transliterations: Record<Exclude<People, 'han'>, Record<Sex, string[][]>> = {
  uyghur: {
    男: [
      ['阿卜杜拉', '阿不都拉', '阿布都拉'],
      ['买买提', '麦麦提'],
      ['艾合买提', '艾哈买提', '艾海提'],
      ['吐尔逊', '图尔荪', '吐逊'],
      ['玉素甫', '玉苏普', '优素福'],
      ['迪力夏提', '迪里夏提', '狄力夏提'],
      ['穆合塔尔', '木合塔尔', '穆哈塔尔'],
      ['热合曼', '热哈曼', '拉合曼'],
      ['阿卜杜热西提', '阿不都热希提', '阿布都热西提'],
      ['肉孜', '茹孜'],
      ['依明', '伊明'],
      ['卡德尔', '喀迪尔', '卡地尔'],
      ['吾买尔', '乌买尔', '吾马尔'],
      ['斯迪克', '司地克'],
    ],
    女: [
      ['阿依古丽', '阿衣古丽', '阿伊古力'],
      ['古丽娜尔', '古力娜尔', '古丽那尔'],
      ['帕提古丽', '帕提姑丽', '法提古丽'],
      ['热依罕', '热依汗'],
      ['阿米娜', '阿米乃'],
      ['祖丽菲娅', '祖力皮亚'],
      ['图尔荪古丽', '吐逊古丽', '图尔逊古丽'],
      ['米热古丽', '米日古丽'],
    ],
  },
  tibetan: {
    男: [
      ['扎西', '札西'],
      ['次仁', '才仁', '泽仁'],
      ['丹增', '旦增', '登增'],
      ['顿珠', '东珠', '邓珠'],
      ['多吉', '多杰'],
      ['平措', '彭措', '品初'],
      ['洛桑', '罗桑', '鲁桑'],
      ['格桑', '噶桑', '格藏'],
      ['此里', '次里', '赤列'],
      ['农布', '诺布', '罗布'],
    ],
    女: [
      ['卓玛', '珠玛'],
      ['央金', '央京'],
      ['拉姆', '拉木'],
      ['曲珍', '取珍'],
      ['白玛', '百玛', '班玛'],
      ['德吉', '得吉'],
      ['此姆', '次木'],
      ['永宗', '雍宗'],
    ],
  },
  dai: {
    男: [
      ['温', '文'],
      ['罕', '汉'],
      ['香', '相'],
      ['保'],
      ['旺', '望'],
      ['坎', '砍'],
      ['罗', '洛'],
      ['叫', '教'],
      ['丙', '炳'],
      ['拉'],
    ],
    女: [
      ['罕', '汉'],
      ['香', '相'],
      ['金'],
      ['坎', '砍'],
      ['应', '英'],
      ['旺', '望'],
      ['波'],
      ['叫', '教'],
      ['光'],
      ['儿', '尔'],
    ],
  },
};

export function surname(chance: Chance): string {
  return surnames.draw(chance);
}

/** A given name of those born in a year. `brother`: whose name one shares a character with, as siblings often do. */
export function given(chance: Chance, year: number, sex: Sex, brother?: string): string {
  const generation = generations.find(({ until }) => year <= until) as (typeof generations)[number];
  const letters = [...generation.letters[sex]];
  if (brother !== undefined && [...brother].length === 2 && chance.is(0.45)) {
    return [...brother][0] + chance.pick(letters);
  }
  if (chance.is(0.34)) return chance.pick(sex === '男' ? generation.men : generation.women);
  const single = year >= 1965 && year <= 2000 ? 0.22 : 0.06;
  // Beside the fashion there is everything else.
  const letter = () => (chance.is(0.3) ? chance.pick(rest) : chance.pick(letters));
  return chance.is(single) ? letter() : letter() + letter();
}

/** Characters that are in names of any year. */
const rest = [
  ...'安宝本彬炳昌朝承崇传存达道定栋恩尔凡芙甫冠广贵汉行鹤恒弘鸿厚怀焕晖惠慧基吉继佳嘉坚江锦京景敬靖静炯九均君钧俊康可昆兰磊礼立良麟凌流六隆鲁禄伦茂孟勉民铭慕南楠能念宁培沛朋丕品普其启迁谦前乾钦青晴庆琼秋泉然仁日融如锐润森山尚少绍申慎升声盛石时士仕守寿舒曙述水思松苏绥太泰棠桃腾庭通同望威维苇蔚蓊武希熙贤咸显相湘襄翔啸心新信星兴修绪宣萱学雪勋训亚岩炎雁尧业一义艺亦奕逸银印盈颖友有余愉渝瑜愚宇裕元原源远月悦岳允运蕴韵泽展章昭哲振震征之芝知治中仲竹梓宗祖尊佐',
];

/** Somebody's own name in a language that is not Chinese, as one office wrote it. */
export function transliterated(chance: Chance, people: Exclude<People, 'han'>, sex: Sex): string {
  const own = () => chance.pick(chance.pick(transliterations[people][sex]));
  if (people === 'uyghur') return `${own()}·${chance.pick(chance.pick(transliterations.uyghur.男))}`;
  if (people === 'tibetan') return chance.is(0.65) ? own() + own() : own();
  return `${sex === '男' ? '岩' : '玉'}${own()}${chance.is(0.45) ? own() : ''}`;
}
