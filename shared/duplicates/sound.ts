import { firstCharacter, sounds, surnameSounds, syllables } from './characters.ts';
import { compoundSurnameOf, partsOf } from './name.ts';

/** A name as it is heard: whoever writes down 子涵 may have heard of a 梓涵. */
export interface Spoken {
  whole: string;
  /** The same with something left out, as a clerk does: a character of the given name, the father's name, a sound. */
  shortened: string[];
}

/** 单 → san: characters that are spoken otherwise as a surname. */
const surnameSyllables = new Map(surnameSounds.split(' ').map((entry) => [entry.charAt(0), entry.slice(1)]));

/**
 * The commonest surnames (公安部《二〇二〇年全国姓名报告》 names the first hundred). A name that begins with none of them
 * is taken for one that was not Chinese before it was written down (岩温, 卓玛), and heard by its consonants.
 */
const surnames = new Set(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪' +
    '廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文萧傅施洪' +
    '倪殷齐安樊兰聂章鲁伍葛季俞骆耿毕祝费柳管申祁梅左曲谷庄尤童柴庞焦裴路詹翁翟宁滕冉苗关欧解普卜华' +
    '缪纪舒屈邢阮辛娄鲍涂盛占艾凌卫裘甘阳应牛辜景车沙蓝温桂霍岳包单游项靳盘甄全盖代冷窦饶池褚闵字晏成' +
    [...surnameSyllables.keys()].join(''),
);

/** Compound surnames whose characters are spoken otherwise in them. */
const compoundSounds: Record<string, string> = { 尉迟: 'yu ci', 长孙: 'zang sun' };

let signs: Map<string, string> | undefined;

/**
 * The syllable of a character as it is heard, without its tone: much of the country, and all of 云南, tells neither z
 * from zh, c from ch, s from sh, nor in from ing, en from eng. The character itself where none is known.
 */
function syllableOf(character: string): string {
  signs ??= new Map(syllables.split(' ').map((entry) => [entry.charAt(0), entry.slice(1)]));
  const at = (character.codePointAt(0) as number) - firstCharacter;
  return signs.get(sounds.charAt(at)) ?? character;
}

function soundOfSurname(surname: string): string {
  const other = compoundSounds[surname] ?? surnameSyllables.get(surname);
  return other ?? Array.from(surname, syllableOf).join(' ');
}

/** How a name sounds. Null when nothing of a name is left. */
export function spoken(name: string): Spoken | null {
  const parts = partsOf(name);
  const plain = parts.join('');
  if (plain === '') return null;
  if (!/^\p{Script=Han}+$/u.test(plain))
    return { whole: plain, shortened: parts.length > 1 ? [parts[0] as string] : [] };
  const characters = [...plain];
  const compound = compoundSurnameOf(plain);
  const surname = compound ?? (characters[0] as string);
  const given = characters.slice([...surname].length);
  const isChinese = parts.length === 1 && given.length <= 2 && (compound !== undefined || surnames.has(surname));
  return isChinese ? spokenChinese(surname, given) : spokenOther(parts);
}

function spokenChinese(surname: string, given: string[]): Spoken {
  const say = (characters: string[]) => [soundOfSurname(surname), ...characters.map(syllableOf)].join(' ');
  return { whole: say(given), shortened: given.length < 2 ? [] : given.map((_, i) => say(given.toSpliced(i, 1))) };
}

/**
 * A name from another language is written by its sound, each time in other characters: 买买提, 麦麦提; 诺布, 罗布, 农布. Only the
 * consonants that begin its syllables are kept, and consonants that people mix up count as one.
 */
function spokenOther(parts: readonly string[]): Spoken {
  const whole = consonants(parts.join(''));
  // Too little to tell anybody by: then the whole sound counts.
  if (whole.length < 2) return { whole: Array.from(parts.join(''), syllableOf).join(' '), shortened: [] };
  const shortened = Array.from(whole, (_, i) => whole.slice(0, i) + whole.slice(i + 1)).slice(1, mostShortened);
  const own = consonants(parts[0] as string);
  return { whole, shortened: [...new Set([...shortened, own])].filter((each) => each !== whole && each.length > 1) };
}

/** So many ways to leave something out of a long name are reckoned with. */
const mostShortened = 6;

/** What stands for what a syllable begins with; nothing for a vowel, y, w and h, which come and go. */
const consonantOf: Partial<Record<string, string>> = Object.fromEntries(
  ['bpf', 'dt', 'gk', 'zcsjqx', 'lrn', 'm'].flatMap((like) => Array.from(like, (each) => [each, like[0]])),
);

function consonants(part: string): string {
  return Array.from(part, syllableOf)
    .map((syllable) => (syllable === 'er' ? 'l' : (consonantOf[syllable[0] as string] ?? '')))
    .join('');
}
