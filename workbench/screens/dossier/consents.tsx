import type { ReactNode } from 'react';
import { consentWaysKept } from '../../../shared/consent/consent.ts';
import { dateInWords } from '../../../shared/pages/dates.ts';
import { Lines, Rows } from '../../parts/rows.tsx';
import { Empty } from '../../parts/states.tsx';
import type { Detail } from './detail.ts';
import { personTitle } from './person.ts';

/** 同意: who has agreed and how, who took it back, and who has signed to be checked. */
export function ConsentsTab({ of }: { of: Detail }): ReactNode {
  const { consents, consentWithdrawals, authorizations } = of;
  const paper = (id: string | null) => of.attachments.find((each) => id !== null && each.id === id)?.name;
  if (consents.length === 0) return <Empty>还没有填人，所以还没有要告知、同意的。</Empty>;
  return (
    <>
      <h3>告知同意</h3>
      <Rows
        of={consents.map(({ person, consent }) => [
          personTitle(of, person),
          consent === null ? (
            '没有同意，或者撤回了'
          ) : (
            <Lines
              key={person}
              of={[
                `${dateInWords(consent.on)}，${consentWaysKept[consent.way]}（${consent.byName}登记）`,
                ...(consent.guardian ? [guardianInWords(consent.guardian)] : []),
                ...(consent.paper ? [`签字的告知同意书：${paper(consent.paper) ?? '已经不在附件里'}`] : []),
                `第 ${consent.form} 份档案表，${consent.disclosure} 版告知书`,
              ]}
            />
          ),
        ])}
      />
      {consentWithdrawals.length > 0 && (
        <>
          <h3>撤回了、还没有下文的</h3>
          <Rows
            of={consentWithdrawals.map(({ withdrawal, person, withdrawnOn, toldOn, statement, byName }) => [
              `第 ${withdrawal} 次，${personTitle(of, person)}`,
              `${dateInWords(withdrawnOn)}撤回，${dateInWords(toldOn)}告知怎样办：${statement}（${byName}登记）`,
            ])}
          />
        </>
      )}
      {authorizations.length > 0 && (
        <>
          <h3>核对授权</h3>
          <Rows
            of={authorizations.map(({ person, authorization }) => [
              personTitle(of, person),
              authorization === null
                ? '还没有签'
                : `${dateInWords(authorization.on)}签字${authorization.guardian ? `，${authorization.guardian}替签` : ''}（${authorization.byName}登记）${authorization.paper ? `：${paper(authorization.paper) ?? '纸已经不在附件里'}` : ''}`,
            ])}
          />
        </>
      )}
    </>
  );
}

function guardianInWords({ name, relation, because }: { name: string; relation: string; because: string | null }) {
  return `由监护人${name}（${relation}）同意${because === null ? '' : `：${because}`}`;
}
