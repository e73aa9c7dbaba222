import { contains } from '../organisation/org-path.ts';
import type { SignedContent } from '../returns/signed.ts';
import type { ProvinceKeyring } from '../sealing/province-keyring.ts';
import type { ProvinceSealed } from '../sealing/sealed.ts';
import { type Key, keys } from './keys.ts';
import type { Table, Write } from './table.ts';

/** 上报 as somebody signed it: put once, and never changed. What people wrote is sealed. */
export interface SignedReturn extends SignedContent {
  /** Of the content (shared/returns/signed.ts). */
  digest: string;
  by: string;
  /** ISO instant. */
  at: string;
  said: ProvinceSealed;
}

/** What whoever signed wrote. */
export interface SaidOnSigning {
  /** Why there is a 补充上报; null of the return itself. */
  because: string | null;
  /** What the checks found, and why it was signed all the same; null where they found nothing. */
  checks: string[];
  why: string | null;
  /** Why each correction, in their order. */
  corrections: string[];
}

export const returnContext = ({ period, orgPath, number }: Pick<SignedContent, 'period' | 'orgPath' | 'number'>) =>
  `return/${period}/${orgPath}/${number}`;

/** Refused: that number of the union's was signed meanwhile. */
export const returnEffect = 'return';

/** 上报 by period and union. */
export class Returns {
  private readonly table: Table;

  constructor(table: Table) {
    this.table = table;
  }

  /** All that a union signed of a period, in order. */
  of(period: string, orgPath: string): Promise<SignedReturn[]> {
    return this.table.range<SignedReturn & Key>(keys.returns(period), `${orgPath}#`, `${orgPath}#~`);
  }

  /** What a union and those below it signed, by org path, in order. */
  async within(period: string, orgPath: string): Promise<Map<string, [SignedReturn, ...SignedReturn[]]>> {
    const found = await this.table.range<SignedReturn & Key>(keys.returns(period), `${orgPath}#`, `${orgPath}/~`);
    const all = Map.groupBy(found, (each) => each.orgPath);
    return new Map(
      [...all].flatMap(([each, [first, ...others]]) =>
        first !== undefined && contains(orgPath, each) ? [[each, [first, ...others]] as const] : [],
      ),
    );
  }

  /** Refused as `returnEffect` where somebody signed that number already. */
  signWrite(signed: SignedReturn): Write {
    const { period, orgPath, number } = signed;
    return this.table.putWrite(returnEffect, { ...keys.return(period, orgPath, number), ...signed });
  }
}

/** What whoever signed wrote, opened. */
export class ReturnWords {
  private readonly keyring: ProvinceKeyring;

  constructor(keyring: ProvinceKeyring) {
    this.keyring = keyring;
  }

  of(signed: SignedReturn): Promise<SaidOnSigning> {
    return this.keyring.open<SaidOnSigning>(returnContext(signed), signed.said);
  }
}
