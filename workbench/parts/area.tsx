import type { ReactNode } from 'react';
import { useSession } from '../session.ts';

/** Of which place a list is: with `own` only what is the union's own (本级和直属单位), and not what stands in its counties. */
export interface Area {
  org: string;
  own: boolean;
}

/** Which county a list is of, for whoever is above the counties; nothing for the others, whose county is their own. */
export function CountyPicker({
  value,
  onPick,
  isWhole = false,
}: {
  value: string;
  onPick: (orgPath: string) => void;
  /** Whether one's own place stands for everything below it. */
  isWhole?: boolean;
}): ReactNode {
  const { me } = useSession();
  return (
    <AreaPicker
      org={value}
      own={!isWhole && value === me.orgPath}
      offers={[isWhole ? 'whole' : 'own']}
      onPick={({ org }) => onPick(org)}
    />
  );
}

/** The same of a list that tells both of one's own place: everything below it, and what is its own. */
export function AreaPicker({
  org,
  own,
  offers = ['whole', 'own'],
  onPick,
}: Area & { offers?: readonly ('whole' | 'own')[]; onPick: (area: Area) => void }): ReactNode {
  const { me } = useSession();
  if (me.counties.length === 0) return null;
  const titles = { whole: `${me.union}，全部的县`, own: `${me.union}本级` };
  return (
    <label className="field">
      看哪里的
      <select
        value={org === me.orgPath ? (own ? 'own' : 'whole') : org}
        onChange={({ target: { value } }) =>
          onPick(
            value === 'own' || value === 'whole'
              ? { org: me.orgPath, own: value === 'own' }
              : { org: value, own: false },
          )
        }
      >
        {offers.map((each) => (
          <option key={each} value={each}>
            {titles[each]}
          </option>
        ))}
        {me.counties.map(({ orgPath, name }) => (
          <option key={orgPath} value={orgPath}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
