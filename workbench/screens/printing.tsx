import { type ReactNode, useState } from 'react';
import { mostTogether, type TogetherKind, togetherTitles } from '../../shared/contract/prints.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { Needing } from '../parts/needing.tsx';
import { Empty, inOneLine } from '../parts/states.tsx';
import { linkTo, paths } from '../route.ts';
import { useSession } from '../session.ts';
import { nameOf } from './dossiers/names.ts';
import { type Chosen, chooseToPrint, chosenToPrint } from './printing/chosen.ts';

type Answer = AnswerOf<'printTogether'>;

/** One PDF of so many households at the most: what was printed, and what was not. */
interface Part {
  from: number;
  to: number;
  said: Answer | string;
}

const all = Object.entries(togetherTitles) as [TogetherKind, string][];

/** 打印队列: what was picked in the list, in an order, of several kinds, as one PDF. */
export function PrintingScreen(): ReactNode {
  const { client } = useSession();
  const [households, setHouseholds] = useState(chosenToPrint);
  const [documents, setDocuments] = useState<readonly TogetherKind[]>(['bothCards']);
  const [parts, setParts] = useState<readonly Part[]>([]);
  const [isPrinting, setPrinting] = useState(false);
  const change = (next: readonly Chosen[]) => {
    chooseToPrint(next);
    setHouseholds(next);
    setParts([]);
  };
  const times = Math.ceil(households.length / mostTogether);
  const print = async () => {
    setPrinting(true);
    setParts([]);
    for (let n = 0; n < times; n++) {
      const some = households.slice(n * mostTogether, (n + 1) * mostTogether);
      const body = { dossiers: some.map(({ id }) => id), documents: [...documents] };
      const said = await client.call('printTogether', { body }).then((answer) => answer.body, inOneLine);
      setParts((before) => [...before, { from: n * mostTogether + 1, to: n * mostTogether + some.length, said }]);
      if (typeof said !== 'string' && said.url !== null && times === 1) location.assign(said.url);
    }
    setPrinting(false);
  };
  if (households.length === 0) {
    return (
      <>
        <h1>打印队列</h1>
        <Empty>
          还没有选要打印的户。请到<a href={linkTo(paths.dossiers)}>档案列表</a>勾选，再按“打印”。公示由公示栏打印：
          <a href="notices?whole=yes">公示栏</a>。
        </Empty>
      </>
    );
  }
  return (
    <>
      <h1>打印队列</h1>
      <div className="printing">
        <section aria-label="打印什么">
          <fieldset>
            <legend>每一户打印哪几种</legend>
            {all.map(([kind, title]) => (
              <label key={kind} className="choice">
                <input
                  type="checkbox"
                  checked={documents.includes(kind)}
                  onChange={({ target }) => {
                    setParts([]);
                    setDocuments(
                      all
                        .map(([each]) => each)
                        .filter((each) => (each === kind ? target.checked : documents.includes(each))),
                    );
                  }}
                />
                {title}
              </label>
            ))}
          </fieldset>
          <Needing
            className="primary"
            why={documents.length === 0 ? '先选打印哪几种。' : undefined}
            disabled={isPrinting}
            onClick={() => void print()}
          >
            {isPrinting ? '正在打印……' : `打印 ${households.length} 户`}
          </Needing>
          <p className="soft">请单面打印：反面印着另一户的，不能交给职工。</p>
          {times > 1 && (
            <p className="soft">
              一个 PDF 至多 {mostTogether} 户，这里分成 {times} 个。
            </p>
          )}
          <Progress parts={parts} times={times} isPrinting={isPrinting} households={households} />
        </section>
        <section aria-label="打印哪些户">
          <div className="printing-head">
            <h2>打印的先后</h2>
            <button type="button" onClick={() => change([])}>
              清空
            </button>
          </div>
          <p id="printing-ends" className="soft">
            用箭头排先后：第一户不能再往上，最后一户不能再往下；× 是这次不打印。
          </p>
          <ol className="printing-list">
            {households.map((each, n) => (
              <li key={each.id}>
                <span className="printing-name">
                  {nameOf(each)}
                  <small>{each.union}</small>
                </span>
                <button
                  type="button"
                  aria-label={`${nameOf(each)}上移`}
                  disabled={n === 0}
                  aria-describedby={n === 0 ? 'printing-ends' : undefined}
                  onClick={() => change(moved(households, n, n - 1))}
                >
                  ↑
                </button>
                <button
                  type="button"
                  aria-label={`${nameOf(each)}下移`}
                  disabled={n === households.length - 1}
                  aria-describedby={n === households.length - 1 ? 'printing-ends' : undefined}
                  onClick={() => change(moved(households, n, n + 1))}
                >
                  ↓
                </button>
                <button
                  type="button"
                  aria-label={`不打印${nameOf(each)}`}
                  onClick={() => change(households.filter(({ id }) => id !== each.id))}
                >
                  ×
                </button>
              </li>
            ))}
          </ol>
        </section>
      </div>
    </>
  );
}

/** How far it is, and what came of it: each PDF, and whoever is not in it, by name. */
function Progress({
  parts,
  times,
  isPrinting,
  households,
}: {
  parts: readonly Part[];
  times: number;
  isPrinting: boolean;
  households: readonly Chosen[];
}): ReactNode {
  // By its place too: several have the same masked name.
  const placeOf = (dossier: string) => {
    const at = households.findIndex(({ id }) => id === dossier);
    const found = households[at];
    return found === undefined ? '这一户' : `第 ${at + 1} 户 ${nameOf(found)}`;
  };
  return (
    <>
      <p role="status">
        {isPrinting && (times > 1 ? `正在印第 ${parts.length + 1} 个，一共 ${times} 个……` : '正在印，几十户要十几秒……')}
        {!isPrinting && parts.length > 0 && '印完了。'}
      </p>
      {parts.map(({ from, to, said }) => (
        <article key={from} className="card">
          <h3>
            第 {from} 到第 {to} 户
          </h3>
          {typeof said === 'string' ? (
            <p className="printing-fault">{said}</p>
          ) : (
            <>
              <p>
                {said.url === null ? (
                  '一份也没有印成。'
                ) : (
                  <a href={said.url}>下载 PDF（{said.printed} 份，五分钟之内）</a>
                )}
              </p>
              {said.left.length > 0 && (
                <>
                  <p>没有印成的：</p>
                  <ul>
                    {said.left.map(({ dossier, document, why }) => (
                      <li key={`${dossier}${document ?? ''}`}>
                        {placeOf(dossier)}
                        {document !== null && `，${togetherTitles[document]}`}：{why}
                      </li>
                    ))}
                  </ul>
                </>
              )}
            </>
          )}
        </article>
      ))}
    </>
  );
}

function moved(households: readonly Chosen[], from: number, to: number): Chosen[] {
  const rest = households.filter((_, n) => n !== from);
  return [...rest.slice(0, to), households[from] as Chosen, ...rest.slice(to)];
}
