import { type ReactNode, useState } from 'react';
import { contains, county, levelOf } from '../../shared/organisation/org-path.ts';
import { nameOfOwn } from '../../shared/organisation/own-name.ts';
import { useSession } from '../session.ts';
import { unionsOf, usePlaces, useUnions } from './directory.ts';
import { Failed } from './states.tsx';

/** What stands where no union is chosen: also why none can be. */
function whichOf(place: string, { isPending, isError }: { isPending: boolean; isError: boolean }): string {
  if (place === '') return '先选在哪里';
  if (isError) return '没有读到';
  return isPending ? '正在读取……' : '请选择';
}

/**
 * Which union, by its place first: the union of the place, or one of its units.
 *
 * @param reach `own`: of those that are one's own to see; `province`: any of the province, as whoever hands over needs
 * @param onPick its org path; empty as long as none is chosen
 */
export function UnionPicker({
  label,
  value,
  onPick,
  reach = 'own',
  isOwn = false,
}: {
  label: string;
  value: string;
  onPick: (orgPath: string) => void;
  reach?: 'own' | 'province';
  /** Whether a city's or a province's union stands for what is its own alone, and not for its counties. */
  isOwn?: boolean;
}): ReactNode {
  const { me } = useSession();
  const places = usePlaces();
  const [place, setPlace] = useState(value === '' ? '' : county(value));
  const unions = useUnions(place);
  const own = (places.data ?? []).filter(
    ({ orgPath }) => reach === 'province' || contains(me.orgPath, orgPath) || orgPath === county(me.orgPath),
  );
  const here = own.find(({ orgPath }) => orgPath === place);
  const registered = unions.data?.find(({ orgPath }) => orgPath === place);
  const all = [
    ...(here && levelOf(place) !== undefined
      ? [{ orgPath: place, name: registered?.name ?? here.union, active: true }]
      : []),
    ...unionsOf(place, unions.data ?? []),
  ].filter(({ orgPath }) => reach === 'province' || contains(me.orgPath, orgPath));
  return (
    <fieldset className="union-picker">
      <legend>{label}</legend>
      <Failed of={[places, unions]} />
      <label className="field">
        在哪里
        <select
          value={place}
          onChange={({ target }) => {
            setPlace(target.value);
            onPick('');
          }}
        >
          <option value="">{places.isPending ? '正在读取……' : places.isError ? '没有读到' : '请选择'}</option>
          {own.map(({ orgPath, name }) => (
            <option key={orgPath} value={orgPath}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        哪个工会
        <select value={value} onChange={({ target }) => onPick(target.value)} disabled={place === '' || !unions.data}>
          <option value="">{whichOf(place, unions)}</option>
          {all.map(({ orgPath, name, active }) => (
            <option key={orgPath} value={orgPath}>
              {isOwn ? nameOfOwn(name, orgPath) : name}
              {!active && '（已撤销）'}
            </option>
          ))}
        </select>
      </label>
    </fieldset>
  );
}
