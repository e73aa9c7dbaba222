/** Whether a region belongs to AWS China, where several services and features do not exist. */
export function inChina(region: string): boolean {
  return region.startsWith('cn-');
}
