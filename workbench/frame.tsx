import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Ability } from '../shared/access/may.ts';
import { roleTitles } from '../shared/directory/titles.ts';
import { Empty } from './parts/states.tsx';
import { linkTo, paths, useRoute } from './route.ts';
import { DossierScreen } from './screens/dossier.tsx';
import { DossiersScreen } from './screens/dossiers.tsx';
import { TasksScreen } from './screens/tasks.tsx';
import { useSession } from './session.ts';
import { signOut } from './sign-in.ts';

interface Screen {
  path: string;
  title: string;
  /** What one must be able to do for the screen to be of any use. */
  needs: Ability;
  show(): ReactNode;
}

const screens: readonly Screen[] = [
  { path: paths.tasks, title: '今日待办', needs: 'listTasks', show: () => <TasksScreen /> },
  { path: paths.dossiers, title: '档案列表', needs: 'list', show: () => <DossiersScreen /> },
];

const LARGE = 'jiandang-large-type';

/** What stands around every screen: who one is, where one can go, how large the type is. */
export function Frame(): ReactNode {
  const { me } = useSession();
  const [path] = useRoute();
  const main = useRef<HTMLElement>(null);
  const seen = useRef(path);
  const { title, content } = screenAt(path, me.may);
  useEffect(() => {
    document.title = `${title}·建档立卡工作台`;
    // Whoever reads by ear or by keyboard is taken to what has changed; nobody who has only just arrived.
    if (seen.current !== path) main.current?.focus();
    seen.current = path;
  }, [path, title]);
  return (
    <>
      <button type="button" className="skip" onClick={() => main.current?.focus()}>
        跳到正文
      </button>
      <header className="bar">
        <p className="name">建档立卡工作台</p>
        <nav aria-label="工作台">
          {screens
            .filter(({ needs }) => me.may.includes(needs))
            .map((each) => (
              <a key={each.path} href={linkTo(each.path)} aria-current={each.path === path ? 'page' : undefined}>
                {each.title}
              </a>
            ))}
        </nav>
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
        {content}
      </main>
    </>
  );
}

function screenAt(path: string, may: readonly string[]): { title: string; content: ReactNode } {
  const [, dossier] = /^\/dossiers\/([0-9a-z]{26})$/.exec(path) ?? [];
  const found: Screen | undefined =
    dossier === undefined
      ? screens.find((each) => each.path === path)
      : { path, title: '一户一档', needs: 'read', show: () => <DossierScreen key={dossier} id={dossier} /> };
  if (!found) return { title: '没有这一页', content: <NoScreen>没有这一页。请从上面的菜单进入。</NoScreen> };
  if (may.includes(found.needs)) return { title: found.title, content: found.show() };
  return {
    title: found.title,
    content: <NoScreen>“{found.title}”不在您的职责之内。需要的话，请省工会的管理员核对您的职责。</NoScreen>,
  };
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
