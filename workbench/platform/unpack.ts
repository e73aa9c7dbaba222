/** For a browser the build has unpacked it already (infra/workbench.ts): the gateway compresses what it sends. */
export const unpack = (text: string): string => text;
