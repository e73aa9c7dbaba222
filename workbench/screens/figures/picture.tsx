import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Waiting } from '../../parts/states.tsx';
import type { Look, Option } from './pictures.ts';

/**
 * A picture; the table behind it says the same in numbers, which is why nobody needs it who cannot see it or load it.
 *
 * @param draws what is drawn, and how high; it is drawn anew when `of` changes
 * @param onPick what is done when somebody points at the nth of a series
 */
export function Picture({
  of,
  draws,
  onPick,
}: {
  of: unknown;
  draws: (look: Look) => { option: Option; height: number };
  onPick?: ((series: number, index: number) => void) | undefined;
}): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<'drawing' | 'drawn' | 'failed'>('drawing');
  const latest = useRef({ draws, onPick });
  latest.current = { draws, onPick };
  const key = JSON.stringify(of);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` says what is drawn.
  useEffect(() => {
    let isGone = false;
    let stop = () => {};
    import('./echarts.ts')
      .then(({ draw }) => {
        if (isGone || box.current === null) return;
        stop = kept(box.current, (into) => {
          const { option, height } = latest.current.draws(lookNow(into.clientWidth));
          const size = { width: into.clientWidth, height };
          return draw(into, option, size, (series, index) => latest.current.onPick?.(series, index));
        });
        setState('drawn');
      })
      .catch(() => {
        if (!isGone) setState('failed');
      });
    return () => {
      isGone = true;
      stop();
    };
  }, [key]);
  return (
    <>
      {state === 'drawing' && <Waiting words="正在画图……" />}
      {state === 'failed' && <p className="soft">图没有画出来，数字都在表里。</p>}
      <div ref={box} className={`figures-picture${onPick ? ' figures-picked' : ''}`} />
    </>
  );
}

/** Draws now, and again when there is more or less room or the type changes its size. Answers how to stop. */
function kept(box: HTMLElement, draw: (into: HTMLElement) => { dispose(): void }): () => void {
  let [chart, width] = [draw(box), box.clientWidth];
  const again = () => {
    chart.dispose();
    chart = draw(box);
    width = box.clientWidth;
  };
  const room = new ResizeObserver(() => {
    // What is taken off the page has no room, and is drawn no more.
    if (box.clientWidth !== width && box.clientWidth > 0) again();
  });
  room.observe(box);
  const type = new MutationObserver(again);
  type.observe(document.documentElement, { attributes: true, attributeFilter: ['class'] });
  return () => {
    room.disconnect();
    type.disconnect();
    chart.dispose();
  };
}

function lookNow(width: number): Look {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    ...{ ink: colour('ink'), line: colour('line'), paper: colour('paper') },
    colours: ['blue', 'green', 'red', 'soft', 'edge'].map(colour),
    fontSize: Number.parseFloat(style.fontSize) * 0.9,
    // Text is measured by its name before it is drawn.
    fontFamily: getComputedStyle(document.body).fontFamily,
    width,
  };
}
