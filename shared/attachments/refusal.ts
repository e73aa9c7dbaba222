/** Why an uploaded file is not taken: the code stands in the journal, the sentence is for people. */
export const refusals = {
  tooLarge: '文件超过 10 MB',
  otherType: '文件内容与所报类型不符',
  damaged: '文件不完整或已损坏，打不开，请换原文件再传',
  dimensions: '图片尺寸过大，最多 6400 万像素，请缩小后再传',
  unusual: '图片的编码方式不常见，请用看图软件另存为普通的 JPEG 或 PNG 再传',
  inflates: '图片里夹带的说明解开后过大，请另存后再传',
  encrypted: 'PDF 设有密码',
  active: 'PDF 含有脚本、启动命令、提交表单、指向别的文件或网址的动作，或内嵌文件、影音',
  surrounded: '文件开头之前或结尾之后还有别的内容',
  noPage: 'PDF 中没有页面',
  uncheckable: 'PDF 的内部结构无法检查，请另存或打印为普通 PDF',
} as const;

export type Refusal = keyof typeof refusals;

/** The same for somebody with a telephone, who has said no type, and whose camera may store what browsers cannot open (HEIC). */
export const refusalForApplicant = (reason: Refusal): string =>
  reason === 'otherType'
    ? '不是 JPEG、PNG 照片，也不是 PDF；手机的照片打不开的，在相册里打开它，截图，传截图'
    : refusals[reason];

/** Thrown from deep inside a picture that cannot be decoded, and caught where its inspection began. */
export class Undecodable extends Error {
  readonly refusal: 'damaged' | 'unusual';

  constructor(refusal: 'damaged' | 'unusual') {
    super(refusal);
    this.refusal = refusal;
  }
}
