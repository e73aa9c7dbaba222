import { type ReactNode, useEffect, useRef } from 'react';
import { linkTo, useRoute } from './route.ts';
import { groups, type Listed } from './screen.ts';
import { screens } from './screens.tsx';
import { useSession } from './session.ts';

/** Where one can go: what is one's own to do, each by itself or in its group. */
export function Menu(): ReactNode {
  const { me } = useSession();
  const own = screens.filter(({ needs, or = needs }) => me.may.includes(needs) || me.may.includes(or));
  return (
    <nav aria-label="工作台">
      <Links of={own.filter(({ group }) => group === undefined)} />
      {groups.map((title) => {
        const inIt = own.filter(({ group }) => group === title);
        if (inIt.length === 0) return null;
        return inIt.length === 1 ? <Links key={title} of={inIt} /> : <Group key={title} title={title} of={inIt} />;
      })}
    </nav>
  );
}

/** `page` for where one is, `true` for the list that what one looks at is of: a household, an application. */
function currentAt(path: string, listed: string): 'page' | true | undefined {
  if (path === listed) return 'page';
  const isOfIt = path.startsWith(`${listed}/`) && !screens.some((each) => each.path === path);
  return isOfIt || undefined;
}

function Links({ of }: { of: readonly Listed[] }): ReactNode {
  const [path] = useRoute();
  return of.map((each) => (
    <a key={each.path} href={linkTo(each.path)} aria-current={currentAt(path, each.path)}>
      {each.title}
    </a>
  ));
}

/** Closes once something is chosen, by Escape, and when one goes elsewhere. */
function Group({ title, of }: { title: string; of: readonly Listed[] }): ReactNode {
  const [path] = useRoute();
  const group = useRef<HTMLDetailsElement>(null);
  const close = () => group.current?.removeAttribute('open');
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another screen is shown.
  useEffect(close, [path]);
  return (
    <details
      ref={group}
      className="menu"
      onKeyDown={({ key }) => {
        if (key !== 'Escape') return;
        close();
        group.current?.querySelector('summary')?.focus();
      }}
      onBlur={({ relatedTarget, currentTarget }) => {
        if (!currentTarget.contains(relatedTarget)) close();
      }}
    >
      <summary data-here={of.some((each) => currentAt(path, each.path)) ? 'yes' : undefined}>{title}</summary>
      <div>
        <Links of={of} />
      </div>
    </details>
  );
}
