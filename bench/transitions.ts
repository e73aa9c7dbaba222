import { startProvince } from '../test/support/cloud-province.ts';
import type { Row } from './row.ts';

const MAX_TRANSITIONS = 16;

interface Execution {
  name: string;
  status: string;
  transitions: number;
}

/** State transitions from submission to cards with one approval level, counted by the local Step Functions as AWS bills them. */
export async function run(): Promise<Row[]> {
  const province = await startProvince('bench');
  try {
    const { id } = await province.dossierIn('signed');
    await province.system.atRest();
    const response = await fetch(new URL('/_local/executions.json', province.addresses.local));
    const executions = (await response.json()) as Execution[];
    const mine = executions.filter(({ name }) => name.startsWith(id));
    const ended = mine.map(({ status }) => status);
    // The registration's and the plan's.
    if (ended.join() !== 'SUCCEEDED,SUCCEEDED') throw new Error(`the executions ended as ${ended.join()}`);
    const what = '从提交到发卡的状态转换（一级审批）';
    const value = mine.reduce((sum, { transitions }) => sum + transitions, 0);
    return [{ what, value, unit: '次', limit: MAX_TRANSITIONS, better: 'less' }];
  } finally {
    await province.stop();
  }
}
