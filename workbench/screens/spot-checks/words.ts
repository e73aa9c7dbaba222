/** Out of how many were drawn; nothing of what is not told. */
export const ofHouseholds = (households: number | null): string => (households === null ? '' : `${households} 户里`);
