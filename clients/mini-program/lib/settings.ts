/** What the build knows of the province, out of its profile (tools/mini-program/build.ts). */
export interface Settings {
  /** Where the API stands: `web.publicBaseUrl`, without a slash at its end. */
  api: string;
  /** Where staff sign in: `signIn.issuer`. */
  issuer: string;
  /** The public client of the workbench, in whose name the sign-in code was given. */
  clientId: string;
  /** 云南省 */
  province: string;
  /** 云南省总工会 */
  union: string;
  /** Today's counties, under their cities: whoever asks for help says in which they live. */
  divisions: readonly { name: string; divisions: readonly { code: string; name: string }[] }[];
}

declare const MINI_PROGRAM_SETTINGS: Settings;

export const settings: Settings = MINI_PROGRAM_SETTINGS;
