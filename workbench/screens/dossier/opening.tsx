import { type ReactNode, useState } from 'react';
import type { Client } from '../../../shared/contract/client.ts';
import { ErrorText } from '../../parts/states.tsx';
import { useSession } from '../../session.ts';

/** A file that is kept; asking where it is is recorded. */
export function Opening({ dossier, kind, words }: { dossier: string; kind: string; words: string }): ReactNode {
  return (
    <OpeningOf
      words={words}
      ask={async (client) => (await client.call('getDocument', { params: { id: dossier, kind } })).body.url}
    />
  );
}

/**
 * Asks where a file is, and opens it in a window of its own.
 * @param of what it is a file of, where the words alone do not say so
 */
export function OpeningOf({
  words,
  of,
  ask,
}: {
  words: string;
  of?: string;
  ask: (client: Client) => Promise<string>;
}): ReactNode {
  const { client } = useSession();
  const [fault, setFault] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const open = async () => {
    // Before anything is waited for: later the click no longer counts, and browsers keep windows shut.
    const opened = window.open('about:blank', '_blank');
    setFault(undefined);
    setBusy(true);
    try {
      const url = await ask(client);
      if (opened) opened.location.replace(url);
      else location.assign(url);
    } catch (error) {
      opened?.close();
      setFault(error);
    }
    setBusy(false);
  };
  return (
    <>
      <button
        type="button"
        className="link"
        disabled={busy}
        aria-label={of === undefined ? undefined : `${of}，${words}`}
        onClick={() => void open()}
      >
        {busy ? `正在打开${words}……` : words}
      </button>
      {fault !== undefined && <ErrorText error={fault} />}
    </>
  );
}
