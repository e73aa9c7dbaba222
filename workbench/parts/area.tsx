import type { ReactNode } from 'react';
import { useSession } from '../session.ts';

/** Which county a list is of, for whoever is above the counties; nothing for the others, whose county is their own. */
export function CountyPicker({
  value,
  onPick,
  isWhole,
}: {
  value: string;
  onPick: (orgPath: string) => void;
  /** Whether one's own place stands for everything below it. */
  isWhole?: boolean;
}): ReactNode {
  const { me } = useSession();
  if (me.counties.length === 0) return null;
  return (
    <label className="field">
      看哪里的
      <select value={value} onChange={(event) => onPick(event.target.value)}>
        <option value={me.orgPath}>{isWhole ? `${me.union}，全部的县` : `${me.union}本级`}</option>
        {me.counties.map(({ orgPath, name }) => (
          <option key={orgPath} value={orgPath}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
