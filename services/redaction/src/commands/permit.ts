import { bases, handlingCodes, type Permit, purposes, type StatedCodes, timestampDate } from '@amparo/contracts'
import { errors as cryptoErrors } from '@amparo/crypto'
import type { Store } from '@amparo/store'
import { usePermit } from '../store/used-once.ts'

/** A permit lets something out once. Throws `statement_invalid` the second time. Verified before; committed before anything leaves. */
export async function spendPermit({ run }: Pick<Store, 'run'>, permit: Permit): Promise<void> {
  const expiresAt = permit.expiresAt === undefined ? undefined : timestampDate(permit.expiresAt)
  if (expiresAt === undefined || !(await run(tx => usePermit(tx, permit.permitId, expiresAt))))
    throw cryptoErrors.statement_invalid()
}

/** Under the handling code that whoever sent it has stated, where they had to: it outranks that of the way it came. */
export const asStated = (permit: Permit, codes: StatedCodes | undefined): Permit =>
  codes === undefined ? permit : { ...permit, handlingCode: handlingCodes.toEnum(codes.handling) }

/** What an entry of the log says of the decision on which a disclosure rests. */
export const groundsOf = ({ purpose, basis, basisId, basisVersion, policyHash }: Permit) => ({
  purpose,
  basis,
  basisId,
  basisVersion,
  policyHash,
})

/** The codes with which a view says on what it rests. Throws `statement_invalid` for what this version does not know. */
export function labelsOf({ purpose, basis, handlingCode }: Pick<Permit, 'purpose' | 'basis' | 'handlingCode'>) {
  try {
    return {
      purpose: purposes.toCode(purpose),
      basis: bases.toCode(basis),
      handlingCode: handlingCodes.toCode(handlingCode),
    }
  } catch (cause) {
    throw cryptoErrors.statement_invalid({ cause })
  }
}
