const MAX_SIDE = 30_000;
/** Telephones of today take 200 million pixels; a viewer needs four bytes for each. */
const MAX_PIXELS = 250_000_000;

/** Whether somebody's viewer can be expected to show a picture of this size. */
export function isShowable(width: number, height: number): boolean {
  return width <= MAX_SIDE && height <= MAX_SIDE && width * height <= MAX_PIXELS;
}
