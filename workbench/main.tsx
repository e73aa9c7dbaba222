import './platform/missing.ts';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Refused } from '../shared/contract/client.ts';
import { App } from './app.tsx';

const queries = new QueryClient({
  defaultOptions: {
    // Without a network it is said at once that nothing went out; left to itself it would wait in silence, and go out later.
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      // What the API refused it will refuse again; what got no answer is asked twice more.
      retry: (failed, error) => !(error instanceof Refused && error.status < 500) && failed < 2,
      // Each reading of a dossier is recorded: nobody's return to the window is a reading.
      refetchOnWindowFocus: false,
      staleTime: 15_000,
    },
  },
});

createRoot(document.getElementById('workbench') as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
);
