/**
 * For so long DynamoDB can bring back any second of a table; its default, and the most. What was deleted together with
 * its key is gone everywhere once these days are over (infra/constructs/dossier-keys-table.ts).
 */
export const RECOVERY_DAYS = 35;
