import type { Household, Province } from '../support/province.ts';

/** The households that the pictures show, and where the API is. */
export interface World {
  api: string;
  draft: Household;
  surveying: Household;
  /** Somebody has objected. */
  contested: Household;
  awaitingApproval: Household;
  /** On file, with a plan signed. */
  onFile: Household;
}

/** Walks households to where each kind of screen has something to show. */
export async function beginWorld(province: Province): Promise<World> {
  const [onFile, awaitingApproval] = (await province.dossiersIn('awaitingApproval', 2)) as [Household, Household];
  await province.walk([onFile], 'awaitingApproval', 'signed');
  const contested = await province.dossierIn('underNotice');
  await province.contest(contested, '他家在小区东门开着一间水产店，每天都在营业。');
  const surveying = await province.dossierIn('surveying');
  const draft = await province.dossierIn('draft');
  return { api: province.addresses.api, draft, surveying, contested, awaitingApproval, onFile };
}
