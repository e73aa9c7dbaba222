const MAX_SIDE = 30_000;
/** A viewer needs four bytes for each, an old PC has two gigabytes; the papers of a household are no posters. */
const MAX_PIXELS = 64_000_000;

/** Whether somebody's viewer can be expected to show a picture of this size. */
export function isShowable(width: number, height: number): boolean {
  return width <= MAX_SIDE && height <= MAX_SIDE && width * height <= MAX_PIXELS;
}
