import { createPublicKey, verify } from 'node:crypto';
import { leafIn, type Statement, signedBytes } from '../../shared/anchors/anchor.ts';
import { auditPath, rootByPath } from '../../shared/anchors/merkle.ts';
import type { Anchored } from './anchored.ts';

/** That an entry was there on a day, for somebody who is shown nothing else of that day: RFC 6962, section 2.1.1. */
export interface Proof {
  /** `<dossier> <version> <hash>`. */
  leaf: string;
  /** Its place among the day's leaves, from 0. */
  index: number;
  /** In hex, the lowest first. */
  path: string[];
  statement: Statement;
  signature: string;
}

/** A proof of each anchored entry of a dossier, by the anchor that has it first. */
export async function proofsOf(anchors: Pick<Anchored, 'of' | 'anchorOn'>, dossierId: string): Promise<Proof[]> {
  const versions = new Set<number>();
  const proofs: Proof[] = [];
  for (const { version, day } of anchors.of(dossierId)) {
    if (versions.has(version)) continue;
    versions.add(version);
    const anchor = await anchors.anchorOn(day);
    if (anchor === undefined) throw new Error(`the anchor of ${day} is gone`);
    const { statement, signature, leaves } = anchor;
    const index = leaves.findIndex((text) => {
      const leaf = leafIn(text);
      return leaf?.of === dossierId && leaf.version === version;
    });
    const all = leaves.map((text) => Buffer.from(text));
    const path = auditPath(all, index).map((node) => node.toString('hex'));
    proofs.push({ leaf: leaves[index] as string, index, path, statement, signature });
  }
  return proofs;
}

/** Whether a proof holds by itself, under this public key (SPKI, DER). */
export function isProven({ leaf, index, path, statement, signature }: Proof, publicKey: Uint8Array): boolean {
  const key = createPublicKey({ key: Buffer.from(publicKey), type: 'spki', format: 'der' });
  const nodes = path.map((node) => Buffer.from(node, 'hex'));
  const root = rootByPath(Buffer.from(leaf), index, statement.leaves, nodes);
  return (
    root?.toString('hex') === statement.root &&
    verify('sha256', signedBytes(statement), key, Buffer.from(signature, 'base64'))
  );
}
