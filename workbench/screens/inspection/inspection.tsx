import { type ReactNode, useState } from 'react';
import { Empty } from '../../parts/states.tsx';
import { UnionPicker } from '../../parts/union-picker.tsx';
import { useSession } from '../../session.ts';
import { ConductPart } from './conduct.tsx';
import { GrantsPart } from './grants.tsx';
import { ResultsPart } from './results.tsx';

const parts = {
  conduct: { title: '经办情况', needs: 'readConduct' },
  results: { title: '考核问效', needs: 'readPlanResults' },
  grants: { title: '督查授权', needs: 'readInspections' },
} as const;
type Part = keyof typeof parts;

/** 督查: how people went about it, what was promised and came of it, and who was let in to look. */
export function InspectionScreen(): ReactNode {
  const { me } = useSession();
  const open = (Object.keys(parts) as Part[]).filter((each) => me.may.includes(parts[each].needs));
  const [part, setPart] = useState<Part>(open[0] ?? 'grants');
  const [org, setOrg] = useState(me.counties[0]?.orgPath ?? me.orgPath);
  return (
    <>
      <h1>督查</h1>
      <fieldset className="inspection-parts">
        <legend>看什么</legend>
        {open.map((each) => (
          <button key={each} type="button" aria-pressed={part === each} onClick={() => setPart(each)}>
            {parts[each].title}
          </button>
        ))}
      </fieldset>
      {part !== 'grants' && (
        <div className="inspection-area">
          <UnionPicker isOwn label="看哪里的：一个县、一个工会，或者市、省本级" value={org} onPick={setOrg} />
        </div>
      )}
      {part !== 'grants' && org === '' && <Empty>请选看哪里的；有几个县的，逐个县看。</Empty>}
      {org !== '' && (
        <>
          {part === 'conduct' && <ConductPart key={org} org={org} />}
          {part === 'results' && <ResultsPart key={org} org={org} />}
        </>
      )}
      {part === 'grants' && <GrantsPart />}
    </>
  );
}
