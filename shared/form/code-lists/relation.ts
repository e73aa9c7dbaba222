import { aliasesOf, type CodeList } from './code-list.ts';

/** 家庭成员关系 on the old form. */
const seven = ['父亲', '母亲', '丈夫', '妻子', '儿子', '女儿', '其他'];

/*
 * The words of GB/T 4761-2008 beyond these, by what they are on the old form. Not among them are 本人 and 户主, which
 * say nothing of a member: the relation is to the worker, whose household it is.
 */
const sons = ['独生子', '长子', '次子', '三子', '四子', '五子', '养子或继子', '其他儿子'];
const daughters = ['独生女', '长女', '次女', '三女', '四女', '五女', '养女或继女', '其他女儿'];
const others =
  '女婿 儿媳 孙子、孙女或外孙子、外孙女 孙子 孙女 外孙子 外孙女 孙媳妇或外孙媳妇 孙女婿或外孙女婿 曾孙子或外曾孙子 曾孙女或外曾孙女 其他孙子、孙女或外孙子、外孙女 公公 婆婆 岳父 岳母 其他父母关系 祖父母或外祖父母 祖父 祖母 外祖父 外祖母 配偶的祖父母或外祖父母 曾祖父 曾祖母 配偶的曾祖父母或外曾祖父母 其他祖父母或外祖父母 兄弟姐妹 兄 嫂 弟 弟媳 姐姐 姐夫 妹妹 妹夫 其他兄弟姐妹 伯父 伯母 叔父 婶母 舅父 舅母 姨夫 姨母 姑父 姑母 堂兄弟、堂姐妹 表兄弟、表姐妹 侄子 侄女 外甥 外甥女 其他亲属 非亲属'.split(
    ' ',
  );

/** The same relation, called otherwise. */
const synonyms = { 夫: '丈夫', 妻: '妻子', 子: '儿子', 女: '女儿' };
const spellings = { 姨父: '姨夫', '兄、弟、姐、妹': '兄弟姐妹' };

/**
 * A form of 2020 may give the words of the national standard beside the seven; on a form of 2016 each counts as one of
 * the seven. Two say only that it is a spouse or a parent.
 */
export const relation: CodeList = {
  title: '家庭成员关系',
  source: '2011 年帮扶系统的公开代码；GB/T 4761-2008',
  generations: {
    '2016': {
      values: seven,
      aliases: {
        ...synonyms,
        ...aliasesOf('儿子', sons),
        ...aliasesOf('女儿', daughters),
        继父或养父: '父亲',
        继母或养母: '母亲',
        ...aliasesOf('其他', [...others, ...Object.keys(spellings)]),
      },
      covers: { 配偶: ['丈夫', '妻子'], 父母: ['父亲', '母亲'] },
    },
    '2020': {
      values: [...seven, '配偶', ...sons, ...daughters, '父母', '继父或养父', '继母或养母', ...others],
      aliases: { ...synonyms, ...spellings },
    },
  },
};
