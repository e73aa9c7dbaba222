import { useQuery } from '@tanstack/react-query';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { contains, county } from '../../shared/organisation/org-path.ts';
import { useSession } from '../session.ts';
import { useWhole } from './whole.ts';

export type Person = AnswerOf<'listPeople'>['people'][number];
export type Union = AnswerOf<'listUnions'>['unions'][number];
export type Place = AnswerOf<'listDivisions'>['divisions'][number];

/** The province's cities and counties; they do not change while somebody works. */
export function usePlaces() {
  const { client } = useSession();
  return useQuery({
    queryKey: ['places'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => (await client.call('listDivisions')).body.divisions,
  });
}

/** The people of a union and below it. */
export function usePeople(org: string) {
  const { client } = useSession();
  return useWhole(['people', org], async (cursor) => {
    const { people, cursor: next } = (await client.call('listPeople', { query: { org, cursor } })).body;
    return { items: people, cursor: next };
  });
}

/** The unions that are registered below a union, itself among them; none is asked for where none is named. */
export function useUnions(org: string) {
  const { client } = useSession();
  return useWhole(
    ['unions', org],
    async (cursor) => {
      const { unions, cursor: next } = (await client.call('listUnions', { query: { org, cursor } })).body;
      return { items: unions, cursor: next };
    },
    org !== '',
  );
}

/** Those of a place itself: what stands in a county of a city is the county's. */
export function unionsOf(place: string, unions: readonly Union[]): Union[] {
  return unions.filter(({ orgPath }) => orgPath !== place && contains(place, orgPath) && county(orgPath) === place);
}
