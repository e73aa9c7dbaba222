/** A variable that the stack sets; a missing one is a fault of the deployment, found at the first use. */
export function environment(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`environment variable ${name} is not set`);
  return value;
}
