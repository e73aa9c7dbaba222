import { fromEnv } from '@aws-sdk/credential-provider-env';

/**
 * Stands in for the SDK's chain of credential providers: in Lambda credentials always come from the environment, and
 * the chain's others (SSO, login, profiles, metadata services) are a quarter of a bundle. Read once, as the chain does:
 * an instance keeps those that it began with, and a client asks before each of its commands.
 */
export function defaultProvider(): ReturnType<typeof fromEnv> {
  const read = fromEnv();
  let known: Awaited<ReturnType<typeof read>> | undefined;
  return async () => {
    known ??= await read();
    return known;
  };
}
