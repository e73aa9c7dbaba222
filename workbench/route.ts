import { useHashLocation } from 'wouter/use-hash-location';
import { linkTo } from './paths.ts';

export { linkTo, paths } from './paths.ts';

/** Where one is, without how it is narrowed; and how to go elsewhere. */
export function useRoute(): [path: string, go: typeof go] {
  const [at] = useHashLocation();
  return [at.split('?')[0] as string, go];
}

/** How what one sees is narrowed, as the address says it (`status=registered`); '' where it does not. */
export function useFiltersInAddress(): string {
  const [at] = useHashLocation();
  return at.split('?')[1] ?? '';
}

/**
 * At once, as wouter's own navigation: whoever ticks a box that stands in the address sees it ticked. Its own would move
 * what follows `?` before the `#`, where servers see it. `replace`: whoever goes back does not come here again.
 */
function go(to: string, { replace = false }: { replace?: boolean } = {}): void {
  const oldURL = location.href;
  history[replace ? 'replaceState' : 'pushState'](null, '', linkTo(to));
  dispatchEvent(new HashChangeEvent('hashchange', { oldURL, newURL: location.href }));
}
