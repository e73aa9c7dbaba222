import { type ReactNode, useState } from 'react';
import { returnReasonTitles } from '../../../shared/contract/titles.ts';
import type { BodyOf } from '../../../shared/contract/types.ts';
import { DeedForm, TextArea } from '../../parts/deed-form.tsx';
import { chosen, maybe } from '../../parts/said.ts';
import { useSession } from '../../session.ts';
import type { Matter } from '../approvals.tsx';

type Decision = BodyOf<'decideApproval'>['decision'];
type Reason = NonNullable<BodyOf<'decideApproval'>['reasons']>[number];

const decisions = ['approve', 'return', 'returnForPaper', 'reject'] as const;

/** Each by itself; what comes next is said in the API's words. */
export function DecisionForm({ of, onDecided }: { of: Matter; onDecided: (words: string) => void }): ReactNode {
  const { client } = useSession();
  const [decision, setDecision] = useState<Decision | undefined>();
  const send = async (fields: FormData, key: string) => {
    const reasons = decision === 'approve' ? [] : (fields.getAll('reasons') as Reason[]);
    const body = {
      ...{ request: of.request, decision: chosen<Decision>(fields, 'decision') },
      ...(reasons.length === 0 ? {} : { reasons }),
      ...maybe(fields, 'opinion'),
    };
    return (await client.call('decideApproval', { params: { id: of.id }, key, body })).body;
  };
  return (
    <DeedForm
      title="您的决定"
      button="作出决定"
      send={send}
      onDone={({ decision: taken, follows }) => onDecided(`${of.maskedName}：${of.decisions[taken]}。${follows}`)}
    >
      <fieldset>
        <legend>决定</legend>
        {decisions.map((each) => (
          <label key={each} className="choice">
            <input
              type="radio"
              name="decision"
              value={each}
              required
              disabled={each === 'approve' && of.held}
              checked={decision === each}
              onChange={() => setDecision(each)}
            />
            {of.decisions[each]}
            {each === 'approve' && of.held && <small>有异议正在处理，处理完才能同意</small>}
          </label>
        ))}
      </fieldset>
      {decision !== undefined && decision !== 'approve' && (
        <fieldset>
          <legend>为什么，选了的写进意见</legend>
          {Object.entries(returnReasonTitles).map(([word, title]) => (
            <label key={word} className="choice">
              <input type="checkbox" name="reasons" value={word} />
              {title}
            </label>
          ))}
        </fieldset>
      )}
      <TextArea
        name="opinion"
        label="意见"
        hint={`${decision === undefined || decision === 'approve' ? '同意的可以不写' : '没有选原因的须写明'}；请勿写身份证号、银行卡号`}
        required={false}
        maxLength={400}
      />
    </DeedForm>
  );
}
