import { useEffect, useState } from 'react';

/** Whether what stands beside the form has its place there; elsewhere it is folded. */
export function useWide(): boolean {
  const query = '(min-width: 1000px)';
  const [isWide, setWide] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const asked = matchMedia(query);
    const listen = () => setWide(asked.matches);
    asked.addEventListener('change', listen);
    return () => asked.removeEventListener('change', listen);
  }, []);
  return isWide;
}
