/** Whom a row of a list is about, as far as the list may say. */
export const nameOf = ({ maskedName }: { maskedName: string }): string =>
  maskedName === '' ? '（还没有填姓名）' : maskedName;
