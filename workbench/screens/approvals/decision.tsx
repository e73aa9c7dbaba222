import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { returnReasonTitles } from '../../../shared/contract/titles.ts';
import type { BodyOf } from '../../../shared/contract/types.ts';
import { ErrorText } from '../../parts/states.tsx';
import { useSession } from '../../session.ts';
import type { Matter } from '../approvals.tsx';

type Decision = BodyOf<'decideApproval'>['decision'];
type Reason = NonNullable<BodyOf<'decideApproval'>['reasons']>[number];

const decisions = ['approve', 'return', 'returnForPaper', 'reject'] as const;

/** Each by itself. What is filled in stays when it is refused; what comes next is said in the API's words. */
export function DecisionForm({ of, onDecided }: { of: Matter; onDecided: (words: string) => void }): ReactNode {
  const { client } = useSession();
  const [decision, setDecision] = useState<Decision | undefined>();
  const deed = useMutation({
    mutationFn: async (body: BodyOf<'decideApproval'>) =>
      (await client.call('decideApproval', { params: { id: of.id }, body })).body,
    onSuccess: ({ decision: taken, follows }) => onDecided(`${of.maskedName}：${of.decisions[taken]}。${follows}`),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    if (decision === undefined) return;
    const opinion = String(fields.get('opinion') ?? '').trim();
    const reasons = decision === 'approve' ? [] : (fields.getAll('reasons') as Reason[]);
    deed.mutate({
      request: of.request,
      decision,
      ...(reasons.length === 0 ? {} : { reasons }),
      ...(opinion === '' ? {} : { opinion }),
    });
  };
  return (
    <form className="deed" onSubmit={submit} aria-labelledby="decision">
      <h3 id="decision">您的决定</h3>
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
      <label className="field">
        意见
        <small>
          {decision === undefined || decision === 'approve' ? '同意的可以不写' : '没有选原因的须写明'}
          ；请勿写身份证号、银行卡号
        </small>
        <textarea name="opinion" rows={3} maxLength={400} />
      </label>
      {deed.isError && <ErrorText error={deed.error} />}
      <button type="submit" className="primary" disabled={deed.isPending}>
        {deed.isPending ? '正在提交……' : '作出决定'}
      </button>
    </form>
  );
}
