import { type DeliveryEvidence, encode, evidenceKinds, evidenceReceived } from '@amparo/contracts'
import type { Transaction } from '@amparo/store'
import { EVIDENCE, type Evidence, next } from '../domain/delivery.ts'
import { uuidOf } from '../domain/edge-message.ts'
import { addEvidence, countEvidence } from '../store/evidence.ts'
import { lockOutgoing, type Outgoing, saveState } from '../store/outgoing.ts'
import type { Deps } from './deps.ts'
import { messages } from './messages.ts'

/**
 * A peer's signed statement about a message of ours, kept as proof. One about a message that is not ours, not to that peer, or
 * of other content says nothing.
 */
export const takeEvidence =
  (deps: Deps) =>
  async (
    tx: Transaction,
    peer: string,
    evidence: DeliveryEvidence,
    proof: { bytes: Uint8Array; signature: string },
  ): Promise<void> => {
    const about = await lockOutgoing(tx, uuidOf(evidence.aboutMessageId))
    const kind = EVIDENCE.find(known => known === kindOf(evidence))
    if (!about || !kind || about.peer !== peer || about.sha256 !== evidence.aboutSha256) {
      messages['edge.evidence_ignored'](deps.log, { messageId: evidence.aboutMessageId, peer, code: kind ?? 'unknown' })
      return
    }
    const row = {
      ...{ evidenceId: uuidOf(evidence.evidenceId), aboutMessageId: about.messageId, issuer: peer, kind },
      ...{ code: evidence.code || null, at: deps.now(), message: proof.bytes, signature: proof.signature },
    }
    if (await addEvidence(tx, row)) await settle(deps)(tx, about, { kind, code: codeOf(evidence.code) })
  }

const kindOf = ({ kind }: DeliveryEvidence): string => {
  try {
    return evidenceKinds.toCode(kind)
  } catch {
    return 'unknown'
  }
}

/** A peer's code goes on only if it looks like one. */
const codeOf = (code: string): string => (/^[a-z][a-z0-9_]{0,79}$/.test(code) ? code : '')

/** What a statement, or silence past the deadline, makes of a message; the hub's own services hear of packages. */
export const settle =
  (deps: Deps) =>
  async (tx: Transaction, about: Outgoing, { kind, code }: { kind: Evidence; code: string }): Promise<void> => {
    const at = deps.now()
    await saveState(tx, { messageId: about.messageId, state: next(about.state, kind), code, at })
    deps.wake()
    if (about.kind !== 'package' || !about.packageId) return
    const aggregateVersion = await countEvidence(tx, about.messageId)
    tx.emit(
      encode(
        evidenceReceived,
        { packageId: about.packageId, referralId: about.referralId, kind: evidenceKinds.toEnum(kind), code },
        {
          id: deps.newId(),
          aggregateId: about.packageId,
          aggregateVersion,
          occurredAt: at,
          correlationId: about.messageId,
        },
      ),
    )
  }
