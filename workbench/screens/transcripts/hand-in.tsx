import { type ReactNode, useId, useRef, useState } from 'react';
import { county, levelOf } from '../../../shared/organisation/org-path.ts';
import { unionsOf, useUnions } from '../../parts/directory.ts';
import { download } from '../../parts/files.ts';
import { Needing } from '../../parts/needing.tsx';
import { ErrorText } from '../../parts/states.tsx';
import { UnionPicker } from '../../parts/union-picker.tsx';
import { bringDivisionNames } from '../../platform/division-names.ts';
import { linkTo, paths } from '../../route.ts';
import { useSession } from '../../session.ts';
import { columnOf, columns, guessed, needed } from './columns.ts';
import { type CellFault, type Household, readHouseholds } from './households.ts';
import { digestOf, handedIn, partsOf, tried } from './sending.ts';
import { MOST_BYTES, readTable, type Table, UnreadableTable } from './table.ts';

/** So many faults are listed; all of them are in the workbook. */
const MOST_SHOWN = 100;

interface Chosen {
  name: string;
  digest: string;
  table: Table;
}
interface Trial {
  households: Household[];
  faults: CellFault[];
}

/** A file is chosen, its columns are told, it is tried without storing anything, and then handed in part by part. */
export function HandIn({ onClose }: { onClose: () => void }): ReactNode {
  const { client, me } = useSession();
  const [org, setOrg] = useState(
    levelOf(me.orgPath) === 'county' || levelOf(me.orgPath) === undefined ? me.orgPath : '',
  );
  const unions = useUnions(org === '' ? '' : county(org));
  const [chosen, setChosen] = useState<Chosen | undefined>();
  const [mapping, setMapping] = useState<readonly (string | undefined)[]>([]);
  const [trial, setTrial] = useState<Trial | undefined>();
  const [said, setSaid] = useState<string | undefined>();
  const [failed, setFailed] = useState<unknown>();
  const [done, setDone] = useState<{ rows: number; before: number } | undefined>();
  const busy = useRef(false);

  const anew = () => {
    setTrial(undefined);
    setFailed(undefined);
    setSaid(undefined);
  };
  const choose = async (file: File | undefined) => {
    anew();
    setChosen(undefined);
    if (!file) return;
    try {
      if (file.size > MOST_BYTES) throw new UnreadableTable(`“${file.name}”太大了，请分成几份。`);
      const bytes = new Uint8Array(await file.arrayBuffer());
      const table = await readTable(bytes);
      setChosen({ name: file.name, digest: await digestOf(bytes), table });
      setMapping(guessed(table.headings));
    } catch (error) {
      setFailed(error);
    }
  };
  const missing = needed.filter((key) => !mapping.includes(key)).map((key) => columnOf(key)?.title ?? key);
  const inTurn = async (work: () => Promise<void>) => {
    if (busy.current) return;
    busy.current = true;
    setFailed(undefined);
    try {
      await work();
    } catch (error) {
      setFailed(error);
    }
    setSaid(undefined);
    busy.current = false;
  };
  const tryOut = () =>
    inTurn(async () => {
      if (!chosen) return;
      setTrial(undefined);
      await bringDivisionNames();
      const own = new Map(unionsOf(county(org), unions.data ?? []).map(({ name, orgPath }) => [name, orgPath]));
      const read = readHouseholds(chosen.table, mapping, { unions: own, orgPath: org });
      const faults = [...read.faults];
      const known = new Set(faults.map(({ row, column }) => `${row},${column}`));
      let at = 0;
      for (const part of partsOf(read.households)) {
        setSaid(`正在试：${at} 户，共 ${read.households.length} 户……`);
        const found = await tried({ client, orgPath: org, file: chosen.digest, mapping }, part);
        faults.push(...found.filter(({ row, column }) => !known.has(`${row},${column}`)));
        at += part.length;
      }
      setTrial({ households: read.households, faults: faults.sort((a, b) => a.row - b.row) });
    });
  const handIn = () =>
    inTurn(async () => {
      if (!chosen || !trial) return;
      let [at, before] = [0, 0];
      for (const part of partsOf(trial.households)) {
        setSaid(`正在报：${at} 户，共 ${trial.households.length} 户……`);
        const when = await handedIn({ client, orgPath: org, file: chosen.digest, mapping }, part);
        at += part.length;
        if (when === 'before') before += part.length;
      }
      setDone({ rows: at, before });
    });

  if (done)
    return (
      <div className="done" role="status">
        <p>
          报好了：{done.rows} 户{done.before > 0 && `（其中 ${done.before} 户先前已经报过）`}
          。等另一个人（审核人）确认。
        </p>
        <button type="button" onClick={onClose}>
          看各批
        </button>
      </div>
    );
  const isClean = trial !== undefined && trial.faults.length === 0;
  return (
    <>
      <h1>报旧档</h1>
      <p>
        <a href={linkTo(paths.transcripts)} onClick={onClose}>
          回到旧档转入
        </a>
      </p>
      <p>
        一张表，第一行是表头，一行一个人；一户各行的职工编号相同，“与本人关系”写“本人”或空着的是本人。身份证号、银行卡号的列先设成“文本”。断了网、关了浏览器，重新选同一份文件，报过的自己跳过。
      </p>
      <UnionPicker
        isOwn
        label="由哪个工会报（没有写建档工会的各户归它）"
        value={org}
        onPick={(picked) => {
          setOrg(picked);
          anew();
        }}
      />
      <label className="field hand-in-file">
        旧档的文件
        <small>工作簿（.xlsx，第一张表），或者 CSV（UTF-8、GB18030）；至多 10 MB</small>
        <input
          type="file"
          accept=".xlsx,.csv,.txt,text/csv"
          onChange={({ target }) => void choose(target.files?.[0])}
        />
      </label>
      {failed instanceof UnreadableTable && (
        <p className="fault" role="alert">
          {failed.message}
        </p>
      )}
      {failed !== undefined && !(failed instanceof UnreadableTable) && <ErrorText error={failed} />}
      {chosen && (
        <>
          <Mapping
            table={chosen.table}
            mapping={mapping}
            onMap={(at, key) => {
              setMapping(mapping.map((each, index) => (index === at ? key : each === key ? undefined : each)));
              anew();
            }}
          />
          <Needing
            className={isClean ? undefined : 'primary'}
            why={whyNot(org, missing)}
            disabled={said !== undefined}
            onClick={() => void tryOut()}
          >
            试一遍，什么也不保存
          </Needing>
        </>
      )}
      {said && <p role="status">{said}</p>}
      {chosen && trial && <Faults of={trial} table={chosen.table} name={chosen.name} mapping={mapping} />}
      {isClean && (
        <button type="button" className="primary" disabled={said !== undefined} onClick={() => void handIn()}>
          报这 {trial.households.length} 户
        </button>
      )}
    </>
  );
}

/** Why nothing can be tried yet. */
function whyNot(org: string, missing: readonly string[]): string | undefined {
  if (org === '') return '先选由哪个工会报。';
  return missing.length > 0 ? `还没有对上：${missing.join('、')}。对上才能试。` : undefined;
}

function Mapping({
  table,
  mapping,
  onMap,
}: {
  table: Table;
  mapping: readonly (string | undefined)[];
  onMap: (at: number, key: string | undefined) => void;
}): ReactNode {
  const ids = useId();
  return (
    <table className="list">
      <caption>{table.rows.length} 行；各列是什么（照表头猜的，不对的改过来，不用的选“不用”）</caption>
      <thead>
        <tr>
          <th scope="col">文件里的列</th>
          <th scope="col">是什么</th>
          <th scope="col">头一行写着</th>
        </tr>
      </thead>
      <tbody>
        {table.headings.map((heading, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: headings may be alike, and do not move
          <tr key={at}>
            <th scope="row">
              <label htmlFor={`${ids}-${at}`}>{heading || `第 ${at + 1} 列`}</label>
            </th>
            <td data-label="是什么">
              <select
                id={`${ids}-${at}`}
                value={mapping[at] ?? ''}
                onChange={({ target }) => onMap(at, target.value === '' ? undefined : target.value)}
              >
                <option value="">不用</option>
                {columns.map(({ key, title }) => (
                  <option key={key} value={key}>
                    {title}
                  </option>
                ))}
              </select>
            </td>
            <td data-label="头一行写着">{sample(columnOf(mapping[at])?.kind, table.rows[0]?.cells[at]?.text)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Numbers are not shown whole to whoever looks over a shoulder. */
const sample = (kind: string | undefined, text = ''): string =>
  kind === 'whole' && text.length > 6 ? `${text.slice(0, 4)}……` : text.slice(0, 20);

function Faults({
  of: { households, faults },
  table,
  name,
  mapping,
}: {
  of: Trial;
  table: Table;
  name: string;
  mapping: readonly (string | undefined)[];
}): ReactNode {
  if (faults.length === 0) return <p role="status">试过了：{households.length} 户，没有毛病。核对过再报。</p>;
  const save = async () => {
    const { faultWorkbook } = await import('./fault-book.ts');
    download(`毛病-${name.replace(/\.\w+$/, '')}.xlsx`, await faultWorkbook(table, faults), 'application/octet-stream');
  };
  return (
    <>
      <p className="fault" role="alert">
        {households.length} 户里有 {faults.length} 处毛病，一户也没有报。改好文件，再选一次。
      </p>
      <button type="button" onClick={() => void save()}>
        下载毛病表
      </button>
      <table className="list">
        <caption className="soft">
          {faults.length > MOST_SHOWN ? `前 ${MOST_SHOWN} 处，其余的在毛病表里` : '每一处'}
        </caption>
        <thead>
          <tr>
            <th scope="col">第几行</th>
            <th scope="col">哪一列</th>
            <th scope="col">毛病</th>
          </tr>
        </thead>
        <tbody>
          {faults.slice(0, MOST_SHOWN).map(({ row, column, message }) => (
            <tr key={`${row} ${column} ${message}`}>
              <td data-label="第几行">{row}</td>
              <td data-label="哪一列">
                {column === undefined ? '表里没有' : (columnOf(mapping[column])?.title ?? table.headings[column])}
              </td>
              <td data-label="毛病">{message}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
