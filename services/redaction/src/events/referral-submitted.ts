import {
  encode,
  packageBuilt,
  packageNotBuilt,
  type ReferralSubmitted,
  referralSubmitted,
  timestampFromDate,
} from '@amparo/contracts'
import type { NewId } from '@amparo/kernel'
import { type EventContext, on } from '@amparo/messaging'
import type { Log } from '@amparo/observability'
import type { buildPackage } from '../commands/build-package.ts'
import { messages } from '../commands/messages.ts'

interface Deps {
  readonly hub: string
  readonly build: ReturnType<typeof buildPackage>
  readonly newId: NewId
  readonly log: Log
}

/** A referral to another hub needs a package. One inside this hub needs nothing: its receiver opens a view. */
export const onReferralSubmitted = ({ hub, build, newId, log }: Deps) =>
  on(
    referralSubmitted,
    async (event, { correlationId }) => {
      const parties = partiesOf(event)
      if (parties === undefined || parties.to.hub === hub) return undefined
      return { ...parties, built: await build({ ...event, ...parties }, correlationId) }
    },
    async ({ referralId }, tx, context, prepared) => {
      if (prepared === undefined) return
      const { from, to, built } = prepared
      const { correlationId } = context
      if ('code' in built) {
        tx.emit(encode(packageNotBuilt, { referralId, code: built.code }, metaOf(referralId, context, newId)))
        messages['package.not-built'](log, { referralId, toHub: to.hub, code: built.code, correlationId })
        return
      }
      const { packageId, ciphertext, sha256, expiresAt } = built
      const event = { packageId, referralId, from, to, ciphertext, sha256, expiresAt: timestampFromDate(expiresAt) }
      tx.emit(encode(packageBuilt, event, metaOf(packageId, context, newId)))
      messages['package.built'](log, { packageId, referralId, toHub: to.hub, correlationId })
    },
  )

function partiesOf({ from, to }: ReferralSubmitted) {
  if (from === undefined || to === undefined) return undefined
  return { from: { hub: from.hub, agencyId: from.agencyId }, to: { hub: to.hub, agencyId: to.agencyId } }
}

const metaOf = (aggregateId: string, { occurredAt, correlationId }: EventContext, newId: NewId) => ({
  id: newId(),
  aggregateId,
  aggregateVersion: 1,
  occurredAt,
  correlationId,
})
