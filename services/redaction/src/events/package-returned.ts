import { type PackageReturned, packageReturned } from '@amparo/contracts'
import type { NewId } from '@amparo/kernel'
import { on } from '@amparo/messaging'
import type { Log } from '@amparo/observability'
import type { rebuildPackage } from '../commands/rebuild-package.ts'
import { referralOf, tellBuilt } from './package-built.ts'

interface Deps {
  readonly rebuild: ReturnType<typeof rebuildPackage>
  readonly newId: NewId
  readonly log: Log
}

/** Another hub could not take a package for its keys: with others it goes once more, or the sender hears why it does not. */
export const onPackageReturned = ({ rebuild, ...deps }: Deps) =>
  on(
    packageReturned,
    async (event, { occurredAt, correlationId }) => {
      const returned = returnedOf(event)
      if (returned === undefined) return undefined
      return { ...returned, built: await rebuild({ ...returned, code: event.code, at: occurredAt, correlationId }) }
    },
    async (_, tx, context, prepared) => {
      if (prepared === undefined) return
      const { submitted, referral, built, made } = prepared
      await tellBuilt(deps, tx, { submitted, referral, built, made: made + 1, context })
    },
  )

function returnedOf({ remake }: PackageReturned) {
  const submitted = remake?.submitted
  const referral = submitted && referralOf(submitted)
  if (remake === undefined || submitted === undefined || referral === undefined) return undefined
  const { sealedTo, signedBy, made } = remake
  return { submitted, referral, sealedTo, signedBy, made }
}
