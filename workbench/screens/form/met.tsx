import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { momentInWords } from '../../../shared/pages/dates.ts';
import { ErrorText, Waiting } from '../../parts/states.tsx';
import { type Session, useSession } from '../../session.ts';
import { useForm } from './context.ts';
import { chosen, type Difference, differences, type Version } from './differences.ts';
import type { Saving } from './saving.ts';

interface Theirs extends Version {
  /** Over which what is chosen is written. */
  revision: number;
  version: number;
  by: string;
}

/** What somebody else has typed, or saved, since this screen was opened. */
async function theirsOf({ client }: Session, id: string): Promise<Theirs> {
  const params = { id };
  const [{ body: scratch }, { body: dossier }] = [
    await client.call('getScratch', { params }),
    await client.call('getDossier', { params }),
  ];
  const { revision, content, byName, savedAt } = scratch;
  const { version } = dossier;
  if (content) {
    const by = `${byName ?? '另一个窗口'}${savedAt === null ? '' : `，${momentInWords(savedAt)}`}`;
    return { form: content.form, unread: content.unread, revision, version, by };
  }
  return { form: dossier.form?.content ?? {}, unread: [], revision, version, by: '已经保存的' };
}

/** Both versions, box by box: nobody's work goes without somebody having chosen. */
export function Met({ id, saving, onDone }: { id: string; saving: Saving; onDone: () => void }): ReactNode {
  const session = useSession();
  const store = useForm();
  const [fromThem, setFromThem] = useState<ReadonlyMap<string, boolean>>(new Map());
  const read = useQuery({
    queryKey: ['met', id],
    queryFn: () => theirsOf(session, id),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (read.isPending) return <Waiting words="别人也在填这一份，正在读取……" />;
  if (read.isError) return <ErrorText error={read.error} again={() => void read.refetch()} />;
  const theirs = read.data;
  const mine: Version = { form: store.form, unread: store.unread() };
  const apart = differences(mine, theirs);
  // What one of the two has left empty, the other has filled in.
  const isTheirs = ({ pointer, mine: own }: Difference) => fromThem.get(pointer) ?? own === '';
  const settle = () => {
    const picked = new Set(apart.filter(isTheirs).map(({ pointer }) => pointer));
    const { form, unread } = chosen(mine, theirs, picked);
    store.replace(form, unread);
    saving.met({ version: theirs.version, revision: theirs.revision });
    onDone();
  };
  return (
    <section className="form-met" aria-labelledby="met-title">
      <h2 id="met-title">两边都填了，请一栏一栏看过</h2>
      <p>
        对方：{theirs.by}。
        {apart.length === 0 ? '两边填的一样。' : `有 ${apart.length} 栏不一样；选好以后接着填，没有选的一边不留。`}
      </p>
      {apart.map((each) => (
        <fieldset key={each.pointer} className="form-two">
          <legend>{each.label}</legend>
          {(['mine', 'theirs'] as const).map((side) => (
            <label key={side} className="choice">
              <input
                type="radio"
                name={`met${each.pointer}`}
                checked={isTheirs(each) === (side === 'theirs')}
                onChange={() => setFromThem(new Map(fromThem).set(each.pointer, side === 'theirs'))}
              />
              {side === 'mine' ? '我填的' : '对方填的'}：{each[side] === '' ? '（空）' : each[side]}
            </label>
          ))}
        </fieldset>
      ))}
      <button type="button" className="primary" onClick={settle}>
        照选好的接着填
      </button>
    </section>
  );
}
