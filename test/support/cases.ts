import fc from 'fast-check';

// The same commit gives the same answer: what CI runs is no lottery. `SEED=<number>` draws other cases.
fc.configureGlobal({ seed: Number(process.env.SEED ?? 20161221) });
