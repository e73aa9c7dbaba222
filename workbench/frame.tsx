import { type ReactNode, useEffect, useRef, useState } from 'react';
import { roleTitles } from '../shared/directory/titles.ts';
import { keepFocus } from './kept-focus.ts';
import { Menu } from './menu.tsx';
import { Empty } from './parts/states.tsx';
import { paths, useRoute } from './route.ts';
import { screenAt, screens } from './screens.tsx';
import { useSession } from './session.ts';
import { signOut } from './sign-in.ts';

const LARGE = 'jiandang-large-type';

/** What stands around every screen: who one is, where one can go, how large the type is. */
export function Frame(): ReactNode {
  const { me } = useSession();
  const [path, go] = useRoute();
  const main = useRef<HTMLElement>(null);
  const seen = useRef(path);
  const screen = screenAt(path);
  const title = screen?.title ?? '没有这一页';
  // Whoever has no tasks, as who only looks, arrives at the first screen that is theirs.
  const first = screens.find(({ needs, or = needs }) => me.may.includes(needs) || me.may.includes(or))?.path;
  useEffect(() => {
    if (path === paths.tasks && first !== paths.tasks && first !== undefined) go(first, { replace: true });
  }, [path, first, go]);
  useEffect(() => {
    document.title = `${title}·建档立卡工作台`;
    // Whoever reads by ear or by keyboard is taken to what has changed; nobody who has only just arrived.
    if (seen.current !== path) main.current?.focus();
    seen.current = path;
  }, [path, title]);
  useEffect(() => keepFocus(document.getElementById('workbench') as HTMLElement), []);
  return (
    <>
      <button type="button" className="skip" onClick={() => main.current?.focus()}>
        跳到正文
      </button>
      <header className="bar">
        <p className="name">建档立卡工作台</p>
        <Menu />
        <p className="who">
          <strong>{me.name}</strong>
          <span>
            {me.roles.map((role) => roleTitles[role]).join('、')}，{me.union}
          </span>
        </p>
        <TypeSize />
        <button type="button" onClick={signOut}>
          退出
        </button>
      </header>
      <main ref={main} id="main" tabIndex={-1}>
        {!screen ? (
          <NoScreen>没有这一页。请从上面的菜单进入。</NoScreen>
        ) : me.may.includes(screen.needs) || (screen.or && me.may.includes(screen.or)) ? (
          screen.show()
        ) : (
          <NoScreen>“{screen.title}”不在您的职责之内。需要的话，请省工会的管理员核对您的职责。</NoScreen>
        )}
      </main>
    </>
  );
}

function NoScreen({ children }: { children: ReactNode }): ReactNode {
  return (
    <>
      <h1>打不开</h1>
      <Empty>{children}</Empty>
    </>
  );
}

function TypeSize(): ReactNode {
  const [large, setLarge] = useState(() => localStorage.getItem(LARGE) === 'yes');
  useEffect(() => {
    document.documentElement.classList.toggle('large', large);
    localStorage.setItem(LARGE, large ? 'yes' : 'no');
  }, [large]);
  return (
    <button type="button" className="type-size" aria-pressed={large} onClick={() => setLarge(!large)}>
      大字
    </button>
  );
}
