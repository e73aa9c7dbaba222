/** Why an uploaded file is not taken: the code stands in the journal, the sentence is for people. */
export const refusals = {
  tooLarge: '文件超过 10 MB',
  otherType: '文件内容与所报类型不符',
  damaged: '文件不完整或已损坏，打不开',
  dimensions: '图片尺寸过大',
  encrypted: 'PDF 设有密码',
  active: 'PDF 含有脚本、启动命令或内嵌文件',
  noPage: 'PDF 中没有页面',
  uncheckable: 'PDF 的内部结构无法检查，请另存或打印为普通 PDF',
} as const;

export type Refusal = keyof typeof refusals;
