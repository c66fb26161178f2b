import type { AgencyRef } from './agency.ts'
import { IDENTIFYING } from './categories.ts'
import type { AgencyType } from './codes.ts'
import type { BasisRecord } from './record.ts'

/** Another use of what came with a referral that its sender has permitted, by the steps of their protocol. */
export interface PermittedUse {
  /** As the protocol names it. */
  readonly use: string
  /** As the protocol names it. */
  readonly how: string
  /** Undefined: for as long as what it came on stands. */
  readonly until: Date | undefined
}

/** Which of them lets its recipient refer the person further, and to which kind of agency of their own hub. */
const PASSED_TO: Readonly<Record<string, AgencyType>> = {
  'pass-to-police': 'police',
  'pass-to-prosecution': 'prosecution',
  'pass-to-court': 'court',
}
const ONCE: readonly string[] = ['once-only', 'after-asking-again']

/**
 * What something came on, as that on which its recipient refers the person further where its sender has permitted that: to no other kind of
 * agency, for nothing else, no longer, and no more of it. `before`: to whom it was passed on already, the first first.
 */
export function recordsPermitted(
  record: BasisRecord,
  uses: readonly PermittedUse[],
  { hub, before }: { readonly hub: string; readonly before: AgencyRef | undefined },
): BasisRecord[] {
  return uses.flatMap(({ use, how, until }) => {
    const agencyType = PASSED_TO[use]
    if (agencyType === undefined) return []
    // Permitted once, it goes to one agency, however often it is tried.
    const only = ONCE.includes(how) && before !== undefined ? { agencyId: before.agencyId } : {}
    const without = how === 'without-identity-of-victims'
    const left = record.categories.filter(category => !IDENTIFYING.includes(category))
    return {
      ...record,
      ...{ recipients: [{ hub, agencyType, ...only }], passedOn: true, onward: undefined, instrumentId: undefined },
      ...(without && { categories: left, codeNameOnly: true }),
      endsAt: until !== undefined && until < record.endsAt ? until : record.endsAt,
    }
  })
}
