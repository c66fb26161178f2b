import { type PackageReturned, packageReturned, REFERRAL_OVER, type Remake } from '@amparo/contracts'
import type { NewId } from '@amparo/kernel'
import { on } from '@amparo/messaging'
import type { Log } from '@amparo/observability'
import { holdCurrent } from '../commands/hold-current.ts'
import type { findSupplemented, rebuildPackage } from '../commands/rebuild-package.ts'
import type { PackageReferral } from '../commands/seal-package.ts'
import { tellSupplement } from '../commands/tell-supplement.ts'
import { referralOf, tellBuilt } from './package-built.ts'

interface Deps {
  readonly find: ReturnType<typeof findSupplemented>
  readonly rebuild: ReturnType<typeof rebuildPackage>
  readonly newId: NewId
  readonly log: Log
}

/**
 * Another hub could not take a package for its keys: with others it goes once more, or the sender hears why it does not. So does a supplement
 * that ended because its referral was taken back, which it is no more.
 */
export const onPackageReturned = ({ rebuild, find, ...deps }: Deps) =>
  on(
    packageReturned,
    async (event, { occurredAt, correlationId }) => {
      const returned = returnedOf(event) ?? (await supplementOf(find, event))
      if (returned === undefined) return undefined
      return { ...returned, built: await rebuild({ ...returned, code: event.code, at: occurredAt, correlationId }) }
    },
    async (_, tx, context, prepared) => {
      if (prepared === undefined) return
      const { submitted, referral, built, made } = prepared
      if (submitted !== undefined) return tellBuilt(deps, tx, { submitted, referral, built, made: made + 1, context })
      if (!('code' in built)) await holdCurrent(tx, built.of)
      const { referralId, from, to, by } = referral
      const { occurredAt: at, correlationId } = context
      tellSupplement(deps, tx, { referralId, from, to, by, built, at, correlationId, made: made + 1 })
    },
  )

function returnedOf({ remake }: PackageReturned) {
  const submitted = remake?.submitted
  const referral = submitted && referralOf(submitted)
  if (remake === undefined || submitted === undefined || referral === undefined) return undefined
  return { submitted, referral, supplement: false, ...keysIn(remake) }
}

/** Of a supplement only the referral is known; what it completes is what is held now. */
async function supplementOf(find: Deps['find'], { referralId, code, remake }: PackageReturned) {
  const known = remake?.supplement ? await find(referralId) : undefined
  if (remake === undefined || known === undefined) return undefined
  const referral: PackageReferral = { ...known, by: remake.by }
  const { made, keys } = keysIn(remake)
  // No key was refused: it is counted anew how often one is.
  const isOnAgain = code === REFERRAL_OVER
  return { submitted: undefined, referral, supplement: true, made: isOnAgain ? 0 : made, keys }
}

const keysIn = ({ sealedTo, signedBy, grantedBy, made }: Remake) => ({ made, keys: { sealedTo, signedBy, grantedBy } })
