import { useSession } from '../../session.ts';

/** Whether somebody may change the directory: an administrator of the province. */
export function useChanges(): boolean {
  const { me } = useSession();
  return me.may.includes('manageDirectory') && !me.orgPath.includes('/');
}
