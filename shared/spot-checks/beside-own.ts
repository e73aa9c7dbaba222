import { isFew } from '../few/few.ts';

interface Strata {
  strata: readonly { size: number }[];
  ofOwn: readonly number[];
}

/** Whether by how many there are in a stratum whoever knows the area's own is told of few households of others. */
export const tellsFew = ({ strata, ofOwn }: Strata, index: number): boolean =>
  isFew((strata[index]?.size ?? 0) - (ofOwn[index] ?? 0));
