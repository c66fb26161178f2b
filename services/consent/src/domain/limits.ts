import type { Considered } from './considered.ts'
import type { DenialCode } from './precedence.ts'
import type { BasisRecord } from './record.ts'

/** What a basis has to fulfil, and the refusal where none does. */
export type Limit<R extends BasisRecord = BasisRecord> = readonly [DenialCode, (record: R) => boolean]

/** The first basis that fulfils all of them; or the limit, in their order, at which none was left. */
export function carriedWithin<R extends BasisRecord>(
  records: readonly R[],
  limits: readonly Limit<R>[],
): R | DenialCode {
  let left = records
  for (const [reason, carries] of limits) {
    left = left.filter(carries)
    if (left.length === 0) return reason
  }
  return left[0] ?? 'no_lawful_basis'
}

/** Every basis that was looked at, with the first limit that it does not fulfil. */
export const consideredWithin = <R extends BasisRecord>(
  records: readonly R[],
  limits: readonly Limit<R>[],
): Considered => {
  const struck = new Map<R, DenialCode>()
  for (const record of records) {
    const limit = limits.find(([, carries]) => !carries(record))
    if (limit !== undefined) struck.set(record, limit[0])
  }
  return { bases: records, struck }
}

/** Whatever is on record. */
export const nothingCarries = (reason: DenialCode): readonly Limit[] => [[reason, () => false]]
