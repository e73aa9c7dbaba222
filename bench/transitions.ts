import { startProvince } from '../test/support/cloud-province.ts';
import { withDaughter } from '../test/support/household.ts';
import type { Row } from './row.ts';

const MAX_TRANSITIONS = 16;
const MAX_OF_AMENDMENT = 8;

interface Execution {
  name: string;
  status: string;
  transitions: number;
}

/** State transitions from submission to cards with one approval level, and of an amendment that nobody has to decide, counted by the local Step Functions as AWS bills them. */
export async function run(): Promise<Row[]> {
  const province = await startProvince('bench');
  try {
    const one = await province.dossierIn('signed');
    await province.amend(one, (form) => withDaughter(form));
    await province.system.atRest();
    const response = await fetch(new URL('/_local/executions.json', province.addresses.local));
    const executions = (await response.json()) as Execution[];
    const all = executions.filter(({ name }) => name.startsWith(one.id));
    const isAmendment = ({ name }: Execution) => name.includes('-amendment-');
    const [mine, amended] = [all.filter((each) => !isAmendment(each)), all.filter(isAmendment)];
    const ended = all.map(({ status }) => status);
    // The registration's, the plan's and the amendment's.
    if (ended.join() !== 'SUCCEEDED,SUCCEEDED,SUCCEEDED') throw new Error(`the executions ended as ${ended.join()}`);
    const what = '从提交到发卡的状态转换（一级审批）';
    const sum = (of: readonly Execution[]) => of.reduce((total, { transitions }) => total + transitions, 0);
    return [
      { what, value: sum(mine), unit: '次', limit: MAX_TRANSITIONS, better: 'less' },
      {
        what: '不用审批的一次变更的状态转换',
        value: sum(amended),
        unit: '次',
        limit: MAX_OF_AMENDMENT,
        better: 'less',
      },
    ];
  } finally {
    await province.stop();
  }
}
