import { referralSubmitted } from '@amparo/contracts'
import type { NewId } from '@amparo/kernel'
import { on } from '@amparo/messaging'
import type { Log } from '@amparo/observability'
import type { buildPackage } from '../commands/build-package.ts'
import { rememberReferral } from '../commands/remember-referral.ts'
import type { Protocols } from '../queries/protocol-rules.ts'
import { referralOf, tellBuilt } from './package-built.ts'

interface Deps {
  readonly hub: string
  readonly build: ReturnType<typeof buildPackage>
  readonly forms: Protocols
  readonly newId: NewId
  readonly log: Log
}

/** A referral to another hub needs a package. One inside this hub needs nothing: its receiver opens a view. */
export const onReferralSubmitted = ({ hub, build, forms, ...deps }: Deps) =>
  on(
    referralSubmitted,
    async (event, { correlationId }) => {
      const referral = referralOf(event)
      if (referral === undefined) return undefined
      return { referral, built: referral.to.hub === hub ? undefined : await build(referral, correlationId) }
    },
    async (submitted, tx, context, prepared) => {
      if (prepared === undefined) return
      const { referral, built } = prepared
      await rememberReferral(tx, referral, forms)
      if (built !== undefined) await tellBuilt(deps, tx, { submitted, referral, built, made: 1, context })
    },
  )
