import { sha256 } from '#platform/sha256';
import { digest } from '../digest/digest.ts';

/**
 * SHA-256 of the 历史行 that a 上报 rests on: a line `<dossier> <version in six digits> <digest>` each, sorted, each ended by a line
 * feed; `digest` is that of the row and what is sealed beside it. Whoever reads the rows again gets the same.
 */
export function rowsDigest(rows: Iterable<{ row: { dossier: string; version: number }; open(): unknown }>): {
  rows: number;
  digest: string;
} {
  const lines = new Set<string>();
  for (const { row, open } of rows) {
    const of = digest(JSON.parse(JSON.stringify({ row, detail: open() ?? null })));
    lines.add(`${row.dossier} ${String(row.version).padStart(6, '0')} ${of}\n`);
  }
  return { rows: lines.size, digest: sha256([...lines].sort().join('')) };
}
