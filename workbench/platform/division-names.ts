/** As shared/platform/division-names.ts has them, once they are here: '' until then. Importers see the change. */
export let packedNames = '';

/** Whether divisions have names yet. */
export const hasDivisionNames = (): boolean => packedNames !== '';

let coming: Promise<void> | undefined;

/** Brings the names of all divisions, a file of their own that few pages need. To be asked as often as one likes. */
export function bringDivisionNames(): Promise<void> {
  coming ??= import('../../shared/platform/division-names.ts').then(
    (names) => {
      packedNames = names.packedNames;
    },
    (error: unknown) => {
      // The network was gone for a moment: whoever asks next tries again.
      coming = undefined;
      throw error;
    },
  );
  return coming;
}
