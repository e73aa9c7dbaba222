import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { ErrorText, Waiting } from './states.tsx';

/**
 * A part of the workbench that is loaded when it is first opened. React's own `lazy` is not used: whatever follows its
 * fallback it holds back for 300 ms (React 19), and a screen asks for its rows only once it is shown; and of a file that did
 * not come it leaves nothing on the page.
 */
export function whenOpened<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let loaded: ComponentType<P> | undefined;
  return function Opened(props: P): ReactNode {
    const [Part, setPart] = useState(() => loaded);
    const [fault, setFault] = useState<unknown>();
    useEffect(() => {
      if (Part !== undefined || fault !== undefined) return;
      load().then((found) => {
        loaded = found;
        setPart(() => found);
      }, setFault);
    }, [Part, fault]);
    if (Part !== undefined) return <Part {...props} />;
    return fault === undefined ? <Waiting /> : <ErrorText error={fault} again={() => void afresh(setFault)} />;
  };
}

/** A browser never asks again for a module that once did not come: the whole page is loaded anew, once there is a network. */
async function afresh(onFault: (fault: unknown) => void): Promise<void> {
  try {
    await fetch(location.pathname, { cache: 'no-store' });
    location.reload();
  } catch (fault) {
    onFault(fault);
  }
}
