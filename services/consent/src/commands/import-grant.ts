import { encode, grantImported, grantRefused, type PackageOpened } from '@amparo/contracts'
import type { Transaction } from '@amparo/store'
import { type ImportedGrant, isOfSame } from '../domain/submission.ts'
import { addToldExclusions, exclusionsToldOf } from '../store/exclusions.ts'
import { findGrant, hasCome, insertGrant, lockGrant } from '../store/grants.ts'
import { keepDecision } from '../store/keep-decisions.ts'
import { findSubmission } from '../store/permits.ts'
import { recalledSince } from '../store/recalls.ts'
import type { Deps } from './deps.ts'
import type { Examined, GrantRefusal } from './examine-grant.ts'
import { messages } from './messages.ts'
import { tellRedaction } from './tell-redaction.ts'

export interface News {
  readonly correlationId: string
}

/** Keeps the grant and tells that the package may be used here, or tells why it may not. A package is settled once. */
export const importGrant =
  (deps: Deps) =>
  async (tx: Transaction, event: PackageOpened, examined: Examined, { correlationId }: News): Promise<void> => {
    const { newId, now, log } = deps
    const at = now()
    const outcome = 'grant' in examined ? await keep(tx, examined, event.subjectRef, at) : examined.refused
    if (outcome === 'known') return
    // What another of the same referral has taken is refused after it was permitted: the decision was made all the same.
    if (examined.decision !== undefined) await keepDecision(tx, { decision: examined.decision })
    const { packageId, referralId, from, to, subjectRef, protocol, priority, purpose, services } = event
    const { protocolId, protocolVersion, protocolHash, quick, fallback, itemCodes } = event
    const meta = { id: newId(), aggregateId: packageId, aggregateVersion: 1, occurredAt: at, correlationId }
    const fromHub = from?.hub ?? ''
    if ('grant' in examined && outcome === 'kept') {
      const { grantId } = examined.grant
      const parties = {
        ...(from && { from }),
        ...(to && { to }),
        ...(fallback && { fallback }),
        ...(itemCodes && { itemCodes }),
      }
      const about = {
        subjectRef,
        protocol,
        protocolId,
        protocolVersion,
        protocolHash,
        quick,
        priority,
        purpose,
        services,
      }
      const payload = { grantId, packageId, referralId, ...parties, ...about }
      tx.emit(encode(grantImported, payload, meta))
      await keepExcluded(deps, tx, examined, { at, correlationId })
      messages['grant.imported'](log, { grantId, referralId, fromHub })
    } else {
      tx.emit(encode(grantRefused, { packageId, referralId, fromHub, code: outcome }, meta))
      messages['grant.refused'](log, { packageId, referralId, fromHub, code: outcome })
    }
  }

type Kept = Extract<Examined, { grant: ImportedGrant }>

/**
 * A referral's id is taken by whoever used it first, here or in another hub: nobody can lay a grant of its own over it. Only who sent the
 * referral may send it again, to the same agency and of the same person.
 */
async function keep(
  tx: Transaction,
  { grant, signed }: Kept,
  subjectRef: string,
  at: Date,
): Promise<'kept' | 'known' | GrantRefusal> {
  await lockGrant(tx, grant)
  if ((await findSubmission(tx, grant.referralId)) !== undefined) return 'grant_mismatch'
  const recalled = await recalledSince(tx, grant.referralId, grant.from.hub)
  // It was taken back while the package was on its way; a grant that was signed after that is a new one.
  if (recalled !== undefined && grant.validFrom <= recalled) return 'consent_withdrawn'
  const before = await findGrant(tx, grant.referralId)
  if (before !== undefined && !isOfSame(grant, before)) return 'grant_mismatch'
  if (await insertGrant(tx, grant, signed, subjectRef, at)) return 'kept'
  return (await hasCome(tx, grant)) ? 'known' : 'grant_mismatch'
}

/** With those that were named while the package was on its way. They hold here also while this service is away. */
async function keepExcluded(
  deps: Pick<Deps, 'newId'>,
  tx: Transaction,
  { grant, excluded }: Kept,
  { at, correlationId }: News & { readonly at: Date },
): Promise<void> {
  const { grantId, referralId, subjectId, from } = grant
  await addToldExclusions(tx, { fromHub: from.hub, referralId }, excluded, at)
  const all = await exclusionsToldOf(tx, { fromHub: from.hub, referralId })
  tellRedaction(deps, tx, { subjectId, excluded: all, because: grantId, at, correlationId })
}
