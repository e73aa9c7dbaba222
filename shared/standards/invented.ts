/**
 * 虚构: how the source of a working-day arrangement or subsistence line begins that was made up for demonstrations and
 * tests. There is no other mark, so that none can be set or forgotten apart from what is said of where it comes from.
 */
const mark = '虚构：';

/** Whether something was made up: also where the mark is written with blanks before it, in other widths, or so that nobody sees. */
export function isInvented({ source }: { source: string }): boolean {
  return source
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]/gu, '')
    .startsWith(mark.normalize('NFKC'));
}

/** The source of what is made up, with its mark. */
export function inventedSource(why: string): string {
  return mark + why;
}
