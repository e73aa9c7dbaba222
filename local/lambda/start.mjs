// Where the thread of a function begins. Not TypeScript: to strip the types of a first file Node loads the whole stripper
// into each thread, a third of a cold start; with the cache on before anything is imported it need not.
import { enableCompileCache } from 'node:module';

// Kept where Node keeps it, by content, so no data directory is tied to it.
enableCompileCache();
await import('./bootstrap.ts');
