import { assessmentOf } from '../dossier/matter.ts';
import { assessmentContext } from '../dossier/seal-contexts.ts';
import type { Keyring } from '../sealing/keyring.ts';
import type { AssessmentRecord } from '../standards/record.ts';
import type { Dossier, DossierReader } from './dossier-reader.ts';

/**
 * Assessments as they were recorded, opened. The record is three kilobytes of ciphertext: it stays in the journal, where
 * it was written once, and is not carried along in the head, which every action writes anew.
 */
export class Assessments {
  private readonly dossiers: DossierReader;
  private readonly keyring: Keyring;

  constructor(dossiers: DossierReader, keyring: Keyring) {
    this.dossiers = dossiers;
    this.keyring = keyring;
  }

  /** What the household is judged by now (`assessmentOf`). Throws when it has never been assessed. */
  async of({ id, state }: Pick<Dossier, 'id' | 'state'>): Promise<AssessmentRecord> {
    const assessment = assessmentOf(state);
    if (assessment === null) throw new Error('not assessed yet');
    const action = (await this.dossiers.entry(id, assessment.version))?.action;
    const sealed =
      action?.type === 'assess'
        ? action.record
        : action?.type === 'recordSurvey'
          ? action.reassessed?.record
          : action?.type === 'transcribe'
            ? action.assessed.record
            : undefined;
    if (sealed === undefined) throw new Error('the journal has no record of this assessment');
    return this.keyring.open<AssessmentRecord>(assessmentContext(id, assessment.occasion), sealed);
  }
}
