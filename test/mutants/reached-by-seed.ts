import { tellReached } from './reached.ts';

// Loaded before a process that runs a seed.
process.on('exit', () => tellReached('seed'));
