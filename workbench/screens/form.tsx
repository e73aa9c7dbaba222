import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Empty, ErrorText, Waiting } from '../parts/states.tsx';
import { linkTo, paths } from '../route.ts';
import { useSession } from '../session.ts';
import type { Detail } from './dossier/detail.ts';
import { sectionOf, sections } from './form/boxes.ts';
import { FormContext, useOfForm } from './form/context.ts';
import { begun, Kept, type Scratch, useKeeping } from './form/kept.tsx';
import { Panel } from './form/panel.tsx';
import { Contents, goTo, Section } from './form/sections.tsx';

/** 填表: of a new dossier, of one that was sent back, of a changed review and of a 变更 alike. Opening it is recorded. */
export function FormScreen({ id }: { id: string }): ReactNode {
  const { client } = useSession();
  const dossier = useQuery({
    queryKey: ['dossier', id],
    queryFn: async () => (await client.call('getDossier', { params: { id } })).body,
    // What is being filled in is never replaced behind the clerk's back.
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (dossier.isPending) return <Waiting words="正在打开档案表……" />;
  if (dossier.isError)
    return (
      <>
        <h1>填表</h1>
        <ErrorText error={dossier.error} again={() => void dossier.refetch()} />
      </>
    );
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

const kinds: Partial<Record<Detail['matter']['kind'], string>> = {
  registration: '申请建档',
  temporary: '申请临时救助',
  conversion: '转正',
  amendment: '变更',
  reverification: '年度复核：有变化的',
};

/** Why nothing can be filled in as the dossier stands. */
function notNow({ matter: { kind, stage, outcome }, statusTitle }: Detail): string | undefined {
  if (kinds[kind] !== undefined && stage === 'form' && outcome === null) return undefined;
  return `这一户现在是“${statusTitle}”，档案表不在填。影响认定的各栏变了的，请在这一户的页面开始变更。`;
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
  if (scratch.isPending) return <Waiting words="正在打开档案表……" />;
  if (scratch.isError)
    return (
      <>
        <h1>填表</h1>
        <ErrorText error={scratch.error} again={() => void scratch.refetch()} />
      </>
    );
  return <Filling of={of} scratch={scratch.data} />;
}

function Filling({ of, scratch }: { of: Detail; scratch: Scratch }): ReactNode {
  const session = useSession();
  const [{ store, keeping }] = useState(() => begun(session, of, scratch));
  useKeeping(store, keeping);
  const [here, setHere] = useState<string>('worker');
  const go = (section: string) => {
    setHere(section);
    goTo(`/${section}`, section);
  };
  const at = sections.findIndex(({ key }) => key === here);
  const jump = (pointer: string) => {
    const section = sectionOf(pointer);
    setHere(section);
    goTo(pointer, section);
  };
  return (
    <FormContext value={store}>
      <Title of={of} />
      <Kept keeping={keeping} />
      <Summary onJump={jump} />
      <div className="form-page">
        <Contents here={here} onGo={go} />
        <form className="form-paper" noValidate onSubmit={(event) => event.preventDefault()}>
          {sections.map((section) => (
            <Section key={section.key} of={section} isHere={section.key === here} />
          ))}
          <p className="form-steps">
            {at > 0 && (
              <button type="button" onClick={() => go(sections[at - 1]?.key as string)}>
                上一节
              </button>
            )}
            {at < sections.length - 1 && (
              <button type="button" onClick={() => go(sections[at + 1]?.key as string)}>
                下一节
              </button>
            )}
          </p>
          <button type="button" className="primary" onClick={() => store.ask()}>
            检查您的填写
          </button>
        </form>
        <Panel />
      </div>
    </FormContext>
  );
}

function Title({ of: { matter } }: { of: Detail }): ReactNode {
  const name = useOfForm(({ form }) => form.worker?.name ?? '');
  return (
    <h1>
      {kinds[matter.kind]}
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
