import { type ReactNode, useState } from 'react';
import { AmountError, parseYuan } from '../../../shared/money/fen.ts';
import { returnUnits } from '../../../shared/returns/form.ts';
import { numberTitle } from '../../../shared/returns/said.ts';
import { DeedForm, SelectField, TextArea, TextField } from '../../parts/deed-form.tsx';
import { useSession } from '../../session.ts';
import type { Detail } from './return.tsx';

/** 签报, or another time as 补充上报, with what the rows of past days do not say. */
export function SignForm({ of, next }: { of: Detail; next: NonNullable<Detail['next']> }): ReactNode {
  const { client } = useSession();
  const [corrected, setCorrected] = useState<number[]>([]);
  const isSupplement = next.number > 0;
  const hasChecks = of.checks.some(({ must }) => !must);
  const send = async (fields: FormData, key: string) => {
    const said = (name: string) => {
      const text = String(fields.get(name) ?? '').trim();
      return text === '' ? {} : { [name]: text };
    };
    await client.call('signReturn', {
      params: { period: of.period },
      body: {
        ...{ orgPath: of.orgPath, ...next, ...said('why'), ...said('because') },
        corrections: corrected.map((n) => correctionIn(of, fields, n)),
      },
      key,
    });
    setCorrected([]);
  };
  const title = isSupplement ? numberTitle(next.number) : '签报';
  return (
    <DeedForm title={title} button={`${title}：这些数从此不变`} send={send} said="签报了。">
      {isSupplement && <TextArea name="because" label="为什么补充上报" />}
      {isSupplement && (
        <>
          {corrected.map((n) => (
            <Correction key={n} n={n} columns={of.columns} />
          ))}
          <p>
            <button type="button" onClick={() => setCorrected([...corrected, (corrected.at(-1) ?? 0) + 1])}>
              {corrected.length === 0 ? '更正一列' : '再更正一列'}
            </button>{' '}
            {corrected.length > 0 && (
              <button type="button" onClick={() => setCorrected(corrected.slice(0, -1))}>
                去掉最后一处更正
              </button>
            )}
          </p>
          <p className="soft">历史行里没有、须报在这一期的，才用更正。几列相加等于一列的，一起更正。</p>
        </>
      )}
      {(hasChecks || isSupplement) && (
        <TextArea
          name="why"
          label="核对出的几条，为什么照样签报"
          hint={hasChecks ? '一起写，随签报存着' : '没有核对出的，不用写'}
          required={hasChecks}
        />
      )}
    </DeedForm>
  );
}

function Correction({ n, columns }: { n: number; columns: Detail['columns'] }): ReactNode {
  const choices = columns.map(({ column, title, unit }) => [column, `${title}（${returnUnits[unit]}）`] as const);
  return (
    <fieldset className="return-correction">
      <legend>第 {n} 处更正</legend>
      <SelectField name={`column-${n}`} label="哪一列" of={choices} />
      <TextField name={`by-${n}`} label="加多少" hint="少了的写负数，如 -2；钱写元" />
      <TextField name={`why-${n}`} label="为什么" maxLength={1000} />
    </fieldset>
  );
}

function correctionIn({ columns }: Detail, fields: FormData, n: number) {
  const column = String(fields.get(`column-${n}`));
  const text = String(fields.get(`by-${n}`))
    .trim()
    .replace('－', '-');
  const unit = columns.find((each) => each.column === column)?.unit;
  return { column, by: amountIn(text, unit === 'fen', n), why: String(fields.get(`why-${n}`)) };
}

function amountIn(text: string, isMoney: boolean, n: number): number {
  const [, sign = '', amount = ''] = /^([+-]?)(.+)$/.exec(text) ?? [];
  try {
    const by = isMoney ? parseYuan(amount) : Number(amount);
    if (Number.isSafeInteger(by) && by >= 0) return sign === '-' ? -by : by;
  } catch (error) {
    if (!(error instanceof AmountError)) throw error;
  }
  throw new Error(`第 ${n} 处更正的“${text}”不是一个数：写 3、-2${isMoney ? '、1200.50' : ''} 这样。`);
}
