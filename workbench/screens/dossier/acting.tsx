import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useRef } from 'react';
import type { DossierAction } from '../../../shared/contract/dossier-actions.ts';
import { roleTitles } from '../../../shared/directory/titles.ts';
import { dateInWords } from '../../../shared/pages/dates.ts';
import { daysLeft, isSoon } from '../../parts/days.ts';
import { whenOpened } from '../../parts/opened.tsx';
import { Empty } from '../../parts/states.tsx';
import { linkTo, paths } from '../../route.ts';
import { useSession } from '../../session.ts';
import { screenOf } from '../tasks/screens.ts';
import type { Detail } from './detail.ts';
import { isElsewhere, placeOf } from './places.ts';

type Action = Detail['actions'][number];

const Form = whenOpened(async () => (await import('./deeds.tsx')).DeedOf);

/** What is owed and by whom, and what this person can do now: the owed first; what they cannot do says why. */
export function Acting({ of }: { of: Detail }): ReactNode {
  const queries = useQueryClient();
  const can = inOrder(of);
  const later = of.actions.filter(({ denied }) => denied !== null && denied.kind !== 'role');
  const today = useSession().today();
  const first = of.owed.find(({ mine, due }) => mine && isSoon(due, today))?.action;
  return (
    <section className="deeds-acting" aria-label="现在要办的、能办的">
      <Owed of={of} />
      {can.length === 0 ? (
        <Empty>这一户现在没有您能办的事。</Empty>
      ) : (
        <p className="deeds-buttons">
          {can.map(({ action, title }) => (
            <a
              key={action}
              className={action === first ? 'deeds-do deeds-first' : 'deeds-do'}
              href={placeOf(of.id, action)}
            >
              {titleIn(of, action, title)}
            </a>
          ))}
        </p>
      )}
      <p>
        <button type="button" className="link" onClick={() => void queries.invalidateQueries()}>
          重新读取
        </button>
      </p>
      {later.length > 0 && (
        <details>
          <summary>现在不能办的（{later.length}）和为什么</summary>
          <ul className="deeds-later">
            {later.map(({ action, title, denied }) => (
              <li key={action}>
                <button type="button" disabled aria-describedby={`not-${action}`}>
                  {titleIn(of, action, title)}
                </button>
                <span id={`not-${action}`}>{denied?.reason}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** What is owed comes first, in its order; the rest as the API lists it. */
function inOrder({ actions, owed }: Detail): Action[] {
  const due = owed.flatMap(({ mine, action }) => (mine && action !== null ? [action as string] : []));
  const rank = (action: string) => (due.includes(action) ? due.indexOf(action) : due.length);
  return actions.filter(({ denied }) => denied === null).sort((a, b) => rank(a.action) - rank(b.action));
}

/** The same deed is called by what it comes to here. */
function titleIn({ planInForce, plan, matter, standing }: Detail, action: DossierAction, title: string): string {
  if (action === 'makePlan') return planInForce ? '修订帮扶计划' : plan ? '另订帮扶计划' : title;
  if (action === 'recordVisit') return standing === 'left' ? '登记回访' : title;
  if (action === 'abandon') {
    const what: Partial<Record<typeof matter.kind, string>> = { exit: '退出', amendment: '变更', conversion: '转正' };
    return `取消${what[matter.kind] ?? '办理'}`;
  }
  return title;
}

function Elsewhere({ at }: { at: ReturnType<typeof screenOf> }): ReactNode {
  if (at === undefined) return null;
  const [path, title] = at;
  return (
    <>
      ，到<a href={linkTo(path)}>{title}</a>里办
    </>
  );
}

function Owed({ of: { id, owed } }: { of: Detail }): ReactNode {
  const today = useSession().today();
  if (owed.length === 0) return null;
  return (
    <ul className="deeds-owed">
      {owed.map(({ kind, title, role, union, due, mine }) => (
        <li key={kind} className={mine ? 'deeds-mine' : undefined}>
          <strong>{title}</strong>
          <span>
            {mine ? '该您办' : `等${roleTitles[role]}（${union}）`}
            {mine && <Elsewhere at={screenOf(kind, id)} />}
          </span>
          <span className={due !== null && due < today ? 'late-word' : 'soft'}>
            {due === null ? '没有定期限' : `${dateInWords(due)}以前，${daysLeft(due, today)}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

/**
 * The form of one deed. Whoever comes to what they may not do, or not yet, is told why; once it is open it stays as it
 * is, whatever others do meanwhile.
 */
export function DeedPanel({
  of,
  action,
  onDone,
}: {
  of: Detail;
  action: string;
  onDone: (words?: string) => void;
}): ReactNode {
  const known = of.actions.find((each) => each.action === action);
  const opened = useRef(known?.denied === null);
  if (!known || isElsewhere(known.action)) return <Closed id={of.id} title="没有这件事" reason="请从下面选要办的。" />;
  if (known.denied !== null && !opened.current) {
    return <Closed id={of.id} title={`不能${titleIn(of, known.action, known.title)}`} reason={known.denied.reason} />;
  }
  return (
    <section className="deeds-open" aria-label={titleIn(of, known.action, known.title)}>
      {known.denied !== null && (
        <p className="fault" role="alert">
          现在办不了了：{known.denied.reason}填着的都还在。
        </p>
      )}
      <Form of={of} action={known.action} onDone={onDone} />
      <p>
        <a href={linkTo(paths.dossier(of.id))}>不办了，回到这一户</a>
      </p>
    </section>
  );
}

function Closed({ id, title, reason }: { id: string; title: string; reason: string }): ReactNode {
  const queries = useQueryClient();
  return (
    <section className="deeds-open" aria-label={title}>
      <h2>{title}</h2>
      <Empty>{reason}</Empty>
      <p className="deeds-back">
        <a href={linkTo(paths.dossier(id))}>回到这一户</a>
        <button type="button" className="link" onClick={() => void queries.invalidateQueries()}>
          别人刚办过的，重新读取
        </button>
      </p>
    </section>
  );
}
