import {
  encode,
  packageBuilt,
  packageNotBuilt,
  type ReferralSubmitted,
  referralSubmitted,
  timestampFromDate,
} from '@amparo/contracts'
import type { NewId } from '@amparo/kernel'
import { on } from '@amparo/messaging'
import type { Log } from '@amparo/observability'
import type { buildPackage } from '../commands/build-package.ts'
import { holdCurrent } from '../commands/hold-current.ts'
import { messages } from '../commands/messages.ts'
import { rememberReferral } from '../commands/remember-referral.ts'
import type { PackageReferral } from '../commands/seal-package.ts'
import type { Protocols } from '../queries/protocol-rules.ts'
import { metaOf } from './meta-of.ts'

interface Deps {
  readonly hub: string
  readonly build: ReturnType<typeof buildPackage>
  readonly forms: Protocols
  readonly newId: NewId
  readonly log: Log
}

/** A referral to another hub needs a package. One inside this hub needs nothing: its receiver opens a view. */
export const onReferralSubmitted = ({ hub, build, forms, newId, log }: Deps) =>
  on(
    referralSubmitted,
    async (event, { correlationId }) => {
      const referral = referralOf(event)
      if (referral === undefined) return undefined
      return { referral, built: referral.to.hub === hub ? undefined : await build(referral, correlationId) }
    },
    async ({ referralId }, tx, context, prepared) => {
      if (prepared === undefined) return
      const { referral, built } = prepared
      const { from, to, priority } = referral
      const { correlationId } = context
      await rememberReferral(tx, referral, forms)
      if (built === undefined) return
      if ('code' in built) {
        tx.emit(encode(packageNotBuilt, { referralId, code: built.code }, metaOf(referralId, context, newId)))
        messages['package.not-built'](log, { referralId, toHub: to.hub, code: built.code, correlationId })
        return
      }
      await holdCurrent(tx, built.of)
      const { packageId, ciphertext, sha256, expiresAt } = built
      const carried = { packageId, referralId, from, to, ciphertext, sha256, priority }
      const event = { ...carried, expiresAt: timestampFromDate(expiresAt) }
      tx.emit(encode(packageBuilt, event, metaOf(packageId, context, newId)))
      messages['package.built'](log, { packageId, referralId, toHub: to.hub, correlationId })
    },
  )

function referralOf({ from, to, ...event }: ReferralSubmitted): PackageReferral | undefined {
  if (from === undefined || to === undefined) return undefined
  const parties = { from: { hub: from.hub, agencyId: from.agencyId }, to: { hub: to.hub, agencyId: to.agencyId } }
  const {
    referralId,
    subjectRef,
    protocol,
    priority,
    purpose,
    services,
    protocolId,
    protocolVersion,
    protocolHash,
    quick,
    fallback,
  } = event
  return {
    ...{ ...parties, referralId, subjectRef, protocol, priority, purpose, services },
    ...{ protocolId, protocolVersion, protocolHash, quick, fallback },
  }
}
