/**
 * Why what is put into the directory is not taken, in Chinese: whoever puts it has not seen what is there now. How often a
 * person or a union was put by now, and by the time it was seen; undefined where there is none. Undefined when it is taken.
 */
export function otherThanRegistered(
  what: '这个人' | '这个工会',
  now: number | undefined,
  seen: number | undefined,
): string | undefined {
  if (seen === now) return undefined;
  if (now === undefined) return `${what}还没有登记，不是您看到的第 ${seen} 次登记：新登记的不写第几次（revision）`;
  return seen === undefined
    ? `${what}已经登记，现在是第 ${now} 次登记，请看过现在的再改，写明看到的是第几次（revision）`
    : `${what}现在是第 ${now} 次登记，不是您看到的第 ${seen} 次，请看过现在的再改`;
}
