import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Frame } from './frame.tsx';
import { ErrorText, Waiting } from './parts/states.tsx';
import { clientWith, type Session, SessionContext, sessionOf } from './session.ts';
import { comeBack, leaveToSignIn, signInBeside } from './sign-in.ts';

/** Nobody, somebody who comes back from the provider, or a session. */
type State = { is: 'coming' } | { is: 'nobody'; fault?: unknown } | { is: 'signedIn'; session: Session };

export function App(): ReactNode {
  const [state, setState] = useState<State>({ is: 'coming' });
  const [asked, setAsked] = useState<((token: string) => void) | undefined>();
  const begun = useRef(false);
  useEffect(() => {
    // A code counts once, and React asks twice while it is developed.
    if (begun.current) return;
    begun.current = true;
    const signInAgain = () => new Promise<string>((resolve) => setAsked(() => resolve));
    const begin = async () => {
      const token = await comeBack();
      if (token === undefined) return setState({ is: 'nobody' });
      const client = clientWith(token, signInAgain);
      const { body: me } = await client.call('getMe');
      setState({ is: 'signedIn', session: sessionOf(client, me) });
    };
    begin().catch((fault: unknown) => setState({ is: 'nobody', fault }));
  }, []);
  if (state.is === 'coming') return <Waiting words="正在登录……" />;
  if (state.is === 'nobody') return <Door fault={state.fault} />;
  return (
    <SessionContext value={state.session}>
      <Frame />
      {asked && (
        <SignInAgain
          onToken={(token) => {
            setAsked(undefined);
            asked(token);
          }}
        />
      )}
    </SessionContext>
  );
}

function Door({ fault }: { fault: unknown }): ReactNode {
  const [leaving, setLeaving] = useState<{ fault?: unknown } | undefined>();
  const union = document.querySelector<HTMLMetaElement>('meta[name="sign-in"]')?.dataset.union;
  const said = leaving?.fault ?? fault;
  return (
    <main className="door">
      <p className="publisher">{union}</p>
      <h1>建档立卡工作台</h1>
      <p>工会工作人员由此登录，登记、调查、审核困难职工的档案。</p>
      {said !== undefined && <ErrorText error={said} />}
      <button
        type="button"
        className="primary"
        disabled={leaving !== undefined && leaving.fault === undefined}
        onClick={() => {
          setLeaving({});
          leaveToSignIn().catch((error: unknown) => setLeaving({ fault: error }));
        }}
      >
        {leaving && leaving.fault === undefined ? '正在打开登录页面……' : '登录'}
      </button>
      <p className="soft">
        看公示、提异议不用登录：<a href="notices">公示栏</a>。审批和签字，请打开邮件或短信里的链接。
      </p>
    </main>
  );
}

/** Over everything, which stays as it is. */
function SignInAgain({ onToken }: { onToken: (token: string) => void }): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const [fault, setFault] = useState<unknown>();
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    dialog.current?.showModal?.();
    // A dialog that is taken away does not itself go back to where one was.
    return () => before?.focus();
  }, []);
  return (
    <dialog ref={dialog} className="dialog" onCancel={(event) => event.preventDefault()} aria-labelledby="again">
      <h2 id="again">登录已经过期</h2>
      <p>填着的都还在。请重新登录，接着办。</p>
      {fault !== undefined && <ErrorText error={fault} />}
      <button
        type="button"
        className="primary"
        onClick={() => {
          setFault(undefined);
          signInBeside().then(onToken, setFault);
        }}
      >
        重新登录
      </button>
    </dialog>
  );
}
