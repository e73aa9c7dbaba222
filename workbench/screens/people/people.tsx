import { type ReactNode, useState } from 'react';
import { roleTitles } from '../../../shared/directory/titles.ts';
import { contains } from '../../../shared/organisation/org-path.ts';
import { dateInWords } from '../../../shared/pages/dates.ts';
import { type Person, usePeople, usePlaces } from '../../parts/directory.ts';
import { Empty, Failed, Reading } from '../../parts/states.tsx';
import { soFarInWords } from '../../parts/whole.ts';
import { useSession } from '../../session.ts';
import { PersonForm } from './person-form.tsx';
import { UnionsPart } from './unions.tsx';
import { useChanges } from './use-changes.ts';

type Part = 'people' | 'unions';
const parts: Readonly<Record<Part, string>> = { people: '人员', unions: '单位' };

/** 人员与单位: who works for which union, and which unions there are. Only the province's administrators change either. */
export function PeopleScreen(): ReactNode {
  const [part, setPart] = useState<Part>('people');
  return (
    <>
      <h1>人员与单位</h1>
      <div className="switch">
        {(Object.keys(parts) as Part[]).map((each) => (
          <button key={each} type="button" aria-pressed={part === each} onClick={() => setPart(each)}>
            {parts[each]}
          </button>
        ))}
      </div>
      {part === 'people' ? <PeoplePart /> : <UnionsPart />}
    </>
  );
}

function PeoplePart(): ReactNode {
  const { me } = useSession();
  const changes = useChanges();
  const [org, setOrg] = useState(me.orgPath);
  const [text, setText] = useState('');
  const [left, setLeft] = useState(false);
  const [edited, setEdited] = useState<Person | 'new' | undefined>();
  const [added, setAdded] = useState(0);
  const people = usePeople(org);
  if (edited !== undefined)
    return (
      <PersonForm
        key={edited === 'new' ? added : edited.id}
        of={edited}
        onClose={() => setEdited(undefined)}
        onAnother={() => setAdded(added + 1)}
      />
    );
  const shown = (people.data ?? []).filter((each) => (left || each.active) && matches(each, text));
  return (
    <>
      {!changes && <p className="soft">只有省级的管理员登记和改动；这里可以查看。</p>}
      <div className="filters">
        <PlaceSelect value={org} onPick={setOrg} />
        <label className="field">
          在名单里找
          <input
            type="search"
            value={text}
            autoComplete="off"
            placeholder="姓名、单位、电话、职责"
            onChange={({ target }) => setText(target.value)}
          />
        </label>
        <label className="choice">
          <input type="checkbox" checked={left} onChange={({ target }) => setLeft(target.checked)} />
          也列离任的
        </label>
        {changes && (
          <button type="button" onClick={() => setEdited('new')}>
            登记一位
          </button>
        )}
      </div>
      <Reading of={people} words={soFarInWords(people.soFar, '位')} />
      {people.data && shown.length === 0 && (
        <Empty>
          {people.data.length === 0 ? '这里还没有登记人员。' : '名单里没有这样的人。可以少写几个字，或者也列离任的。'}
        </Empty>
      )}
      {shown.length > 0 && <PeopleTable people={shown} onEdit={changes ? setEdited : undefined} />}
    </>
  );
}

/** Which of one's own places; nothing to choose for whoever is within a county. */
export function PlaceSelect({ value, onPick }: { value: string; onPick: (orgPath: string) => void }): ReactNode {
  const { me } = useSession();
  const places = usePlaces();
  const own = (places.data ?? []).filter(({ orgPath }) => contains(me.orgPath, orgPath));
  if (places.isError) return <Failed of={[places]} />;
  if (own.length < 2) return null;
  return (
    <label className="field">
      看哪里的
      <select value={value} onChange={({ target }) => onPick(target.value)}>
        {own.map(({ orgPath, name }) => (
          <option key={orgPath} value={orgPath}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Whether somebody is who is looked for: each word that was typed stands somewhere about them. */
export function matches({ name, union, post, telephone, roles }: Person, text: string): boolean {
  const about = [name, union, post, telephone ?? '', ...roles.map((role) => roleTitles[role])].join(' ');
  return text.split(/\s+/).every((word) => about.includes(word));
}

function PeopleTable({
  people,
  onEdit,
}: {
  people: readonly Person[];
  onEdit: ((person: Person) => void) | undefined;
}): ReactNode {
  return (
    <table className="list">
      <caption className="soft">{people.length} 位</caption>
      <thead>
        <tr>
          <th scope="col">姓名</th>
          <th scope="col">单位和职务</th>
          <th scope="col">职责</th>
          <th scope="col">电话、邮箱</th>
          <th scope="col">代办</th>
          {onEdit && <th scope="col">改动</th>}
        </tr>
      </thead>
      <tbody>
        {people.map((each) => (
          <tr key={each.id}>
            <th scope="row">
              {each.name}
              {!each.active && <small>已离任</small>}
            </th>
            <td data-label="单位">
              {each.union}
              <small>{each.post}</small>
            </td>
            <td data-label="职责">{each.roles.map((role) => roleTitles[role]).join('、')}</td>
            <td data-label="联系">
              {each.telephone ?? '没有登记电话'}
              <small>{each.email ?? '没有登记邮箱'}</small>
            </td>
            <td data-label="代办">{standInOf(each)}</td>
            {onEdit && (
              <td>
                <button type="button" className="link" onClick={() => onEdit(each)}>
                  改<span className="unseen">{each.name}的登记</span>
                </button>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function standInOf({ standIn, active }: Person): string {
  if (standIn === null) return '';
  if (!active) return `由${standIn.byName}接手`;
  return `${dateInWords(standIn.from)}至${dateInWords(standIn.to)}由${standIn.byName}代办`;
}
