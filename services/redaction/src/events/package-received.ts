import {
  encode,
  type PackageReceived,
  packageOpened,
  packageReceived,
  packageRefused,
  SignedGrantSchema,
  supplementStored,
  toBinary,
} from '@amparo/contracts'
import type { NewId } from '@amparo/kernel'
import { on } from '@amparo/messaging'
import type { Log } from '@amparo/observability'
import { messages } from '../commands/messages.ts'
import type { ReceivedPackage } from '../commands/read-package.ts'
import { keepPackage, type openPackage, type Told } from '../commands/take-in-package.ts'
import { metaOf } from './meta-of.ts'

interface Deps {
  readonly open: ReturnType<typeof openPackage>
  readonly newId: NewId
  readonly log: Log
}

/** A package has come: into the vault with it, or back word why not. */
export const onPackageReceived = ({ open, newId, log }: Deps) =>
  on(
    packageReceived,
    (event, { occurredAt }) => open(receivedOf(event), occurredAt),
    async (event, tx, context, outcome) => {
      if (outcome.kind === 'seen') return
      const { packageId, referralId, fromHub } = event
      const meta = metaOf(packageId, context, newId)
      const line = { packageId, referralId, fromHub, correlationId: context.correlationId }
      if (outcome.kind === 'refused') {
        const { code } = outcome
        tx.emit(encode(packageRefused, { packageId, referralId, fromHub, code }, meta))
        messages['package.refused'](log, { ...line, code })
        return
      }
      if (outcome.kind === 'supplement') {
        await outcome.keep(tx)
        // The grant that came with the referral stands: a supplement shows no more than that allows.
        tx.emit(encode(supplementStored, { packageId, referralId, fromHub }, meta))
        messages['package.taken-in'](log, line)
        return
      }
      if (outcome.kind === 'again') await outcome.keep(tx)
      else await keepPackage(tx, outcome.opened, receivedOf(event), { newId, at: context.occurredAt })
      tx.emit(encode(packageOpened, openedEvent(outcome.opened), meta))
      messages['package.taken-in'](log, line)
    },
  )

const receivedOf = ({ packageId, referralId, fromHub, to, ciphertext, sha256 }: PackageReceived): ReceivedPackage => ({
  ...{ packageId, referralId, fromHub, ciphertext, sha256 },
  to: { hub: to?.hub ?? '', agencyId: to?.agencyId ?? '' },
})

/** Coded grant and ids; nothing of the person. */
const openedEvent = ({ content, subjectId, subjectRef }: Told) => {
  const { packageId, referralId, from, to, grant, protocol, priority, purpose, services } = content
  const { protocolId, protocolVersion, protocolHash, quick, fallback, itemCodes } = content
  return {
    ...{ packageId, referralId, subjectId, subjectRef, protocol, priority, purpose, services },
    ...{ protocolId, protocolVersion, protocolHash, quick },
    ...(fallback ? { fallback } : {}),
    ...(itemCodes ? { itemCodes } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    grant: grant === undefined ? new Uint8Array() : toBinary(SignedGrantSchema, grant),
  }
}
