/**
 * Whoever works by keyboard or by ear is never left nowhere. What they are at may be taken off the screen because it is
 * done, or may not work while it is sent: they are then at what stands around it, from where Tab goes on, and back at it
 * as soon as it works again. What they are at and see stays in sight when something comes above it. Whoever points at
 * something goes where they point.
 *
 * @returns ends it
 */
export function keepFocus(root: HTMLElement): () => void {
  let last: HTMLElement | undefined;
  /** What stands around `last`, from the inside out; asked for while it is still there. */
  let around: HTMLElement[] = [];
  /** Where somebody is instead of at `last`. */
  let instead: HTMLElement | undefined;
  /** Whether they saw what they are at, before what has changed since: who has scrolled away is not fetched back. */
  let isSeen = false;
  let asked = 0;

  const come = ({ target }: FocusEvent) => {
    if (target === instead) return;
    instead = undefined;
    last = target as HTMLElement;
    around = [];
    for (let each = last.parentElement; each && each !== root.parentElement; each = each.parentElement)
      around.push(each);
    requestAnimationFrame(see);
  };
  const see = () => {
    isSeen = last !== undefined && isInSight(last);
  };
  const point = () => {
    last = undefined;
  };
  const look = () => {
    asked = 0;
    const here = document.activeElement;
    const isNowhere = here === null || here === document.body || here === instead || here === last;
    if (last === undefined || !isNowhere) return;
    const to = works(last) ? last : around.find(isShown);
    if (to === undefined) return;
    const wasSeen = isSeen;
    if (to !== last) standAt(to);
    if (to !== here) to.focus({ preventScroll: true });
    if (to === last && wasSeen && !isInSight(to)) to.scrollIntoView({ block: 'nearest' });
  };
  const standAt = (place: HTMLElement) => {
    instead = place;
    if (place.hasAttribute('tabindex')) return;
    place.tabIndex = -1;
    place.addEventListener('blur', () => place.removeAttribute('tabindex'), { once: true });
  };
  // Once it is drawn: whoever takes something away may put somebody elsewhere, which is better.
  const changes = new MutationObserver(() => {
    asked ||= requestAnimationFrame(look);
  });
  changes.observe(root, { childList: true, subtree: true, attributeFilter: ['disabled', 'hidden', 'open'] });
  root.addEventListener('focusin', come);
  document.addEventListener('pointerdown', point, true);
  addEventListener('scroll', see, { passive: true });
  return () => {
    changes.disconnect();
    cancelAnimationFrame(asked);
    root.removeEventListener('focusin', come);
    document.removeEventListener('pointerdown', point, true);
    removeEventListener('scroll', see);
  };
}

const isShown = (element: HTMLElement): boolean => element.isConnected && element.getClientRects().length > 0;
const isInSight = (element: HTMLElement): boolean => {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
};
const works = (element: HTMLElement): boolean => isShown(element) && !element.matches(':disabled');
