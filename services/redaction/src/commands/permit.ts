import {
  bases,
  create,
  DataCategory,
  handlingCodes,
  type Permit,
  purposes,
  type StatedCodes,
  timestampDate,
  WithheldSchema,
} from '@amparo/contracts'
import { errors as cryptoErrors, sealViewAnswer } from '@amparo/crypto'
import type { Clock } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import type { GivenPermit } from '../ports/given-permit.ts'
import { usePermit } from '../store/used-once.ts'

interface Spending {
  readonly store: Pick<Store, 'run'>
  readonly now: Clock
}

/**
 * A permit lets something out once, while it lasts. Throws `statement_invalid` the second time, and once it has lapsed: it may have been taken back
 * since, and whoever stops what left on it counts on that. Verified before; committed before anything leaves.
 */
export async function spendPermit({ store, now }: Spending, permit: Permit): Promise<void> {
  const expiresAt = refuseLapsed(permit, now())
  if (!(await store.run(tx => usePermit(tx, permit.permitId, expiresAt)))) throw cryptoErrors.statement_invalid()
}

/**
 * Until when it lasts. Asked again right before something leaves, where a slow log or database came in between: throws `statement_invalid` once it
 * has lapsed.
 */
export function refuseLapsed(permit: Permit, now: Date): Date {
  const expiresAt = endOf(permit)
  if (expiresAt === undefined || expiresAt <= now) throw cryptoErrors.statement_invalid()
  return expiresAt
}

/**
 * What a reader is shown on a permit, sealed to them. Throws `statement_invalid` where it lapsed since: the entry in the log stands, though nobody
 * reads it, for whoever withdrew meanwhile counts on it that nothing leaves any more.
 */
export async function sealOnPermit(
  { hub, now }: { readonly hub: string; readonly now: Clock },
  permit: Permit,
  answer: Omit<Parameters<typeof sealViewAnswer>[0], 'hub'>,
): Promise<string> {
  const sealed = await sealViewAnswer({ ...answer, hub })
  refuseLapsed(permit, now())
  return sealed
}

/** As it was given, or as it is given `again` where what was done since takes longer than it lasts, as masking files may. */
export const stillGiven = async <P extends Permit>(
  { now }: Pick<Spending, 'now'>,
  permit: P,
  again: () => Promise<P>,
): Promise<P> => (isFresh(permit, now()) ? permit : again())

/** There is time to let something out on it. */
export const isFresh = (permit: Permit, now: Date): boolean => Number(endOf(permit) ?? now) - now.getTime() > ENOUGH_MS

const ENOUGH_MS = 5_000

const endOf = ({ expiresAt }: Permit): Date | undefined => expiresAt && timestampDate(expiresAt)

/** Under the handling code that whoever sent it has stated, where they had to: it outranks that of the way it came. */
export const asStated = <P extends Permit>(permit: P, codes: StatedCodes | undefined): P =>
  codes === undefined ? permit : { ...permit, handlingCode: handlingCodes.toEnum(codes.handling) }

/** What names or finds the person beside the name, for which a code name stands. */
const FINDING: readonly DataCategory[] = [
  DataCategory.DOCUMENTS,
  DataCategory.CONTACT,
  DataCategory.LOCATION,
  DataCategory.FAMILY,
]

/** Of what its sender lets be used otherwise without the identity of victims. */
export const withoutIdentity = <P extends Permit>(permit: P): P => ({
  ...permit,
  codeNameOnly: true,
  categories: permit.categories.filter(category => !FINDING.includes(category)),
  withheld: [
    ...permit.withheld,
    ...FINDING.filter(category => permit.categories.includes(category)).map(category =>
      create(WithheldSchema, { category, reason: 'outside_basis' }),
    ),
  ],
})

/** What an entry of the log says of the decision on which a disclosure rests. */
export const groundsOf = ({
  purpose,
  basis,
  basisId,
  basisVersion,
  basisHash,
  policyHash,
  decisionHash,
}: GivenPermit) => ({
  purpose,
  basis,
  basisId,
  basisVersion,
  basisHash,
  policyHash,
  decisionHash,
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
