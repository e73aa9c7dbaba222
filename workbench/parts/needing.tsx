import { type ButtonHTMLAttributes, type ReactNode, useId } from 'react';

/**
 * A button that may have to wait for something else: why stands beside it, and is told to whoever only hears it.
 *
 * @param why it does not work yet; undefined when it does
 */
export function Needing({
  why,
  disabled = false,
  ...button
}: { why: string | undefined } & Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type'>): ReactNode {
  const reason = useId();
  return (
    <>
      <button
        type="button"
        {...button}
        disabled={disabled || why !== undefined}
        aria-describedby={why === undefined ? undefined : reason}
      />
      {why !== undefined && <small id={reason}>{why}</small>}
    </>
  );
}
