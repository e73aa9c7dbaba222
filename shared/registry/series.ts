/** How much one person has asked and been told: different households and, for `asked`, people and addresses. */
export interface Learned {
  toldToday: number;
  askedToday: number;
  /** Whether the week's households on file are more than an honest clerk can meet. */
  isWeekPast: boolean;
}

/** What is told before anything is a series, and how many people and addresses of the day's forms excuse one more. */
const FREE = 5;
const ASKED_PER_TOLD = 16;

/**
 * Whether what a person learns is a series, and no longer the few households on file that anybody meets who enters forms:
 * 3.6 in a hundred, and a form has four people and addresses (decision 0026). Either most of what they ask is on file, or
 * among however many other forms it has become too much in a week.
 */
export function isSeries({ toldToday, askedToday, isWeekPast }: Learned): boolean {
  return isWeekPast || toldToday >= FREE + askedToday / ASKED_PER_TOLD;
}
