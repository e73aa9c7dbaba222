const STEP = 5;

/**
 * So many households as whoever stands above their county is told: to the nearest five, and null of fewer than that makes
 * ten. What is not told may be none or seven, what is told has five numbers: whatever adds up to what, and whichever of two
 * scenarios has more of them, no number of one to four is the only one that fits (about.test.ts tries all).
 */
export function about(households: number): number | null {
  const rounded = Math.round(households / STEP) * STEP;
  return rounded < 2 * STEP ? null : rounded;
}
