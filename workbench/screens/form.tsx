import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState, useSyncExternalStore } from 'react';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { Empty, ErrorText, Reading } from '../parts/states.tsx';
import { linkTo, paths, useRoute } from '../route.ts';
import { useSession } from '../session.ts';
import type { Detail } from './dossier/detail.ts';
import { sectionOf, sections } from './form/boxes.ts';
import { Check, HandedIn } from './form/check.tsx';
import { FormContext, useOfForm } from './form/context.ts';
import { fillingTitles, isFillingIn } from './form/filling-in.ts';
import { begun, Kept, type Scratch, useKeeping } from './form/kept.tsx';
import { Met } from './form/met.tsx';
import { OnPaper } from './form/on-paper.tsx';
import { Panel } from './form/panel.tsx';
import { Papers } from './form/papers.tsx';
import { Overtaken, type Saved, type Saving } from './form/saving.ts';
import { Contents, goTo, Section } from './form/sections.tsx';

/** 填表: of a new dossier, of one that was sent back, of a changed review and of a 变更 alike. Opening it is recorded. */
export function FormScreen({ id }: { id: string }): ReactNode {
  const { client } = useSession();
  const dossier = useQuery({
    queryKey: ['form', id],
    queryFn: async () => (await client.call('getDossier', { params: { id } })).body,
    gcTime: 0,
    // What is being filled in is never replaced behind the clerk's back.
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!dossier.data) return <Reading title="填表" of={dossier} words="正在打开档案表……" />;
  const why = notNow(dossier.data);
  if (why !== undefined)
    return (
      <>
        <h1>填表</h1>
        <Empty>{why}</Empty>
        <a href={linkTo(paths.dossier(id))}>回到这一户</a>
      </>
    );
  return <Opened of={dossier.data} />;
}

/** Why nothing can be filled in as the dossier stands. */
function notNow(of: Detail): string | undefined {
  if (isFillingIn(of)) return undefined;
  return `这一户现在是“${of.statusTitle}”，档案表不在填。影响认定的各栏变了的，请在这一户的页面开始变更。`;
}

function Opened({ of }: { of: Detail }): ReactNode {
  const { client } = useSession();
  const { id } = of;
  const scratch = useQuery({
    queryKey: ['scratch', id],
    queryFn: async () => (await client.call('getScratch', { params: { id } })).body,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (!scratch.data) return <Reading title="填表" of={scratch} words="正在打开档案表……" />;
  return <Filling of={of} scratch={scratch.data} />;
}

function Filling({ of, scratch }: { of: Detail; scratch: Scratch }): ReactNode {
  const session = useSession();
  const [{ store, keeping, saving }] = useState(() => begun(session, of, scratch));
  useKeeping(store, keeping);
  const standing = useSyncExternalStore(keeping.subscribe, () => keeping.standing);
  const [here, setHere] = useState<string>('worker');
  const [saved, setSaved] = useState<Saved | undefined>();
  const [handedIn, setHandedIn] = useState<AnswerOf<'submit'> | undefined>();
  const [overtaken, setOvertaken] = useState(false);
  const checking = useMutation({
    mutationFn: () => saving.save(),
    onSuccess: (answer) => {
      setSaved(answer);
      scrollTo(0, 0);
    },
    onError: (error) => setOvertaken(error instanceof Overtaken),
  });
  const jump = (pointer: string, section: string = sectionOf(pointer)) => {
    setSaved(undefined);
    setHere(section);
    goTo(pointer, section);
  };
  const check = () => {
    if (store.ask().length === 0) return checking.mutate();
    requestAnimationFrame(() => document.getElementById('form-summary')?.focus());
  };
  const chosen = () => {
    setOvertaken(false);
    // What was saved before is not what was chosen: it is checked anew.
    setSaved(undefined);
  };
  const done = (answer: AnswerOf<'submit'>) => {
    // There is nothing left to keep: all of it was said.
    keeping.end();
    setHandedIn(answer);
  };
  if (handedIn) return <HandedIn id={of.id} of={handedIn} />;
  const isMet = overtaken || standing.is === 'met';
  return (
    <FormContext value={store}>
      <Title of={of} />
      <Kept keeping={keeping} />
      {isMet && <Met id={of.id} saving={saving} onDone={chosen} />}
      {!isMet && saved && (
        <Check {...{ id: of.id, saved, saving }} onBack={jump} onOvertaken={() => setOvertaken(true)} onDone={done} />
      )}
      <OnPaper />
      <div className="screen-only" hidden={isMet || saved !== undefined}>
        <Summary onJump={jump} />
        <Paper of={of} scratch={scratch} here={here} onGo={(section) => jump(`/${section}`, section)} />
        {checking.isError && !(checking.error instanceof Overtaken) && <ErrorText error={checking.error} />}
        <p className="form-choices">
          <button type="button" className="primary" disabled={checking.isPending} onClick={check}>
            {checking.isPending ? '正在保存……' : '检查您的填写'}
          </button>
          <Later id={of.id} saving={saving} onOvertaken={() => setOvertaken(true)} />
        </p>
      </div>
    </FormContext>
  );
}

function Paper({
  of,
  scratch,
  here,
  onGo,
}: {
  of: Detail;
  scratch: Scratch;
  here: string;
  onGo: (section: string) => void;
}): ReactNode {
  const at = sections.findIndex(({ key }) => key === here);
  return (
    <div className="form-page">
      <Contents here={here} onGo={onGo} />
      <form className="form-paper" noValidate onSubmit={(event) => event.preventDefault()}>
        {sections.map((section) => (
          <Section
            key={section.key}
            of={section}
            isHere={section.key === here}
            beside={section.key === 'papers' && <Papers of={of} required={scratch.papers} />}
          />
        ))}
        <p className="form-steps">
          {at > 0 && (
            <button type="button" onClick={() => onGo(sections[at - 1]?.key as string)}>
              上一节
            </button>
          )}
          {at < sections.length - 1 && (
            <button type="button" onClick={() => onGo(sections[at + 1]?.key as string)}>
              下一节
            </button>
          )}
        </p>
      </form>
      <Panel />
    </div>
  );
}

/** Saves what there is, complete or not, so that lists and colleagues see it, and goes back to the dossier. */
function Later({ id, saving, onOvertaken }: { id: string; saving: Saving; onOvertaken: () => void }): ReactNode {
  const [, go] = useRoute();
  const queries = useQueryClient();
  const deed = useMutation({
    mutationFn: () => saving.save(),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['dossier', id] });
      go(paths.dossier(id));
    },
    onError: (error) => {
      if (error instanceof Overtaken) onOvertaken();
    },
  });
  return (
    <>
      <button type="button" disabled={deed.isPending} onClick={() => deed.mutate()}>
        {deed.isPending ? '正在保存……' : '保存，以后再填'}
      </button>
      {deed.isError && !(deed.error instanceof Overtaken) && <ErrorText error={deed.error} />}
    </>
  );
}

function Title({ of: { matter } }: { of: Detail }): ReactNode {
  const name = useOfForm(({ form }) => form.worker?.name ?? '');
  return (
    <h1>
      {fillingTitles[matter.kind]}
      {name !== '' && `：${name}`}
    </h1>
  );
}

/** Everything that is wrong, on top; each line leads to its box. */
function Summary({ onJump }: { onJump: (pointer: string) => void }): ReactNode {
  const asked = useOfForm((store) => store.asked);
  const faults = useOfForm((store) => store.faults);
  if (!asked || faults.length === 0) return null;
  return (
    <div className="fault" role="alert" tabIndex={-1} id="form-summary">
      <p>
        <strong>还有 {faults.length} 处要填、要改，点一下就到那一栏</strong>
      </p>
      <ul>
        {faults.map(({ pointer, code, message }) => (
          <li key={`${pointer} ${code} ${message}`}>
            <button type="button" className="link" onClick={() => onJump(pointer)}>
              {message}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
