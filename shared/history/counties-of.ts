/** Whose a merged county's past is (撤并的县): its own, as it was then, or that of the county on its ground now. */
export const countiesOf = { asThen: '当时在哪个县', asNow: '现在归哪个县' } as const;
export type CountiesOf = keyof typeof countiesOf;
