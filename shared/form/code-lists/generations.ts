/**
 * The generations of option lists that stand beside each other: the lists in force when the notice was written
 * (工保字〔2016〕2号, 2016), and those that came with 深度困难、相对困难、意外致困 (about 2019 to 2020; no national
 * document number is known, so a province's profile names the generation it uses).
 */
export const generations = ['2016', '2020'] as const;
export type Generation = (typeof generations)[number];
