import type { ReactNode } from 'react';
import { standsInFor } from '../../../shared/directory/asked.ts';
import { contains } from '../../../shared/organisation/org-path.ts';
import { unionLevelTitles } from '../../../shared/organisation/union-level.ts';
import { dateInWords } from '../../../shared/pages/dates.ts';
import { type Person, type Place, usePeople, usePlaces } from '../../parts/directory.ts';
import { useStandards } from '../../parts/standards.ts';
import { Empty, Reading } from '../../parts/states.tsx';
import { soFarInWords } from '../../parts/whole.ts';
import { useSession } from '../../session.ts';
import { codeOf, type Deciding, gaps, type Seat, seatAt } from './coverage.ts';

/** 审批人: who decides at which level, who stands in today, and above all where nobody does. */
export function ApproversScreen(): ReactNode {
  const { me } = useSession();
  const people = usePeople(me.orgPath);
  const places = usePlaces();
  const standards = useStandards();
  return (
    <>
      <h1>审批人</h1>
      <Reading of={[people, places, standards]} words={soFarInWords(people.soFar, '位')} />
      {people.data && places.data && standards.data && (
        <Seats people={people.data} places={places.data} standards={standards.data} />
      )}
    </>
  );
}

type Standards = NonNullable<ReturnType<typeof useStandards>['data']>;

function Seats({
  people,
  places,
  standards: { approval, lines },
}: {
  people: readonly Person[];
  places: readonly Place[];
  standards: Standards;
}): ReactNode {
  const { me, today } = useSession();
  const own = places.filter(({ orgPath }) => contains(me.orgPath, orgPath));
  const counties = [...new Set(lines.map(({ division }) => division))];
  const levels = approval.registration.map(({ unionLevel }) => unionLevel);
  const missing = gaps(own, people, { levels, counties, today: today() });
  const seats = own.map((place) => seatAt(place, people, today()));
  const filled = seats.filter(({ deciding }) => deciding.length > 0);
  return (
    <>
      <p>
        本省的建档、变更、退出由{levels.map((level) => unionLevelTitles[level]).join('、再由')}审批
        {approval.temporary &&
          `；临时救助由${approval.temporary.map(({ unionLevel }) => unionLevelTitles[unionLevel]).join('、再由')}审批`}
        。
      </p>
      {missing.length > 0 ? (
        <Missing seats={missing} />
      ) : (
        own.length > 0 && <p className="done">受理档案的各县，每一级都有审批人。</p>
      )}
      {filled.length === 0 ? (
        <Empty>{own.length === 0 ? '审批人在县级及以上工会；这里是县以下。' : '这里还没有登记审批人。'}</Empty>
      ) : (
        <table className="list">
          <caption className="soft">{filled.length} 个工会有审批人。登记、改动、代办在“人员与单位”</caption>
          <thead>
            <tr>
              <th scope="col">哪里</th>
              <th scope="col">哪一级</th>
              <th scope="col">由谁审批</th>
              <th scope="col">今天谁代办</th>
            </tr>
          </thead>
          <tbody>
            {filled.flatMap(({ place, deciding }) =>
              deciding.map((each, index) => (
                <tr key={each.person.id}>
                  <th scope="row">{index === 0 ? place.name : <span className="soft">{place.name}</span>}</th>
                  <td data-label="哪一级">{unionLevelTitles[place.level]}</td>
                  <td data-label="由谁审批">
                    {each.person.name}
                    <small>
                      {each.person.post}，{each.person.telephone ?? '没有登记电话'}
                    </small>
                  </td>
                  <td data-label="今天谁代办">
                    <StandIn of={each} />
                  </td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      )}
      {own.length > filled.length && (
        <p className="soft">
          另有 {own.length - filled.length - missing.filter(({ deciding }) => deciding.length === 0).length}{' '}
          个没有登记审批人的地方还没有受理档案（没有低保标准），不算缺。
        </p>
      )}
    </>
  );
}

function Missing({ seats }: { seats: readonly Seat[] }): ReactNode {
  return (
    <div className="fault" role="alert">
      <p>
        <strong>有 {seats.length} 处今天没有人审批</strong>
      </p>
      <p>送到那里的由上一级的审批人办；上面各级都没有的，停在那里，直到登记了审批人。</p>
      <ul>
        {seats.map(({ place: { orgPath, name, level }, deciding }) => (
          <li key={codeOf(orgPath)}>
            {name}：
            {deciding.length === 0 ? `没有登记${unionLevelTitles[level]}的审批人` : '写了代办，代办的人已不能审批'}
          </li>
        ))}
      </ul>
    </div>
  );
}

function StandIn({ of: { person, standIn, lost } }: { of: Deciding }): ReactNode {
  const today = useSession().today();
  if (lost) return <strong className="late-word">代办的人已不能审批，送审转给上一级</strong>;
  if (person.standIn && standsInFor(person, today) !== undefined)
    return (
      <>
        {person.standIn.byName}
        {standIn && `（${standIn.union}）`}
        <small>到{dateInWords(person.standIn.to)}为止</small>
      </>
    );
  return person.standIn ? (
    <small>
      {dateInWords(person.standIn.from)}至{dateInWords(person.standIn.to)}由{person.standIn.byName}代办
    </small>
  ) : (
    '本人'
  );
}
