import { type DeliveryEvidence, evidenceKinds } from '@amparo/contracts'
import type { Transaction } from '@amparo/store'
import { codeOf } from '../domain/codes.ts'
import { contradicts, isOfReceiver } from '../domain/delivery.ts'
import { addEvidence, statedAbout } from '../store/evidence.ts'
import { findIncoming } from '../store/incoming.ts'
import { lockOutgoing, repeatEvidence } from '../store/outgoing.ts'
import type { Deps } from './deps.ts'
import { messages } from './messages.ts'
import { settle } from './settle.ts'

/** A signed EdgeMessage as it came. */
export interface Proof {
  readonly bytes: Uint8Array
  readonly signature: string
}

/**
 * A peer's signed statement about a message of ours, kept as proof; or that a message of its own has expired. One about a message that is not ours, not to that peer or of
 * other content, or of what is not that peer's to say, says nothing. Answers what is to be logged.
 */
export const takeEvidence =
  (deps: Deps) =>
  async (tx: Transaction, peer: string, evidence: DeliveryEvidence, proof: Proof): Promise<() => void> => {
    const { evidenceId, aboutMessageId } = evidence
    const kind = kindOf(evidence)
    if (kind === 'expired') return takeExpired(deps, tx, peer, evidence, proof)
    const about = await lockOutgoing(tx, aboutMessageId)
    const concerns = about?.peer === peer && about.kind !== 'evidence' && about.sha256 === evidence.aboutSha256
    if (!concerns || !isOfReceiver(kind) || contradicts(about.state, kind))
      return () => messages['edge.evidence_ignored'](deps.log, { messageId: aboutMessageId, peer, code: kind })
    await settle(deps)(tx, about, {
      ...{ evidenceId, aboutMessageId, issuer: peer, kind, code: codeOf(evidence.code) || null, at: deps.now() },
      ...{ message: proof.bytes, signature: proof.signature },
    })
    return () => messages['edge.taken'](deps.log, { messageId: evidenceId, peer, kind: 'evidence' })
  }

/** Both hubs have the same statements of it then. Should this one have answered for it in time, its answer was lost: it is given again, and stands. */
async function takeExpired(
  deps: Deps,
  tx: Transaction,
  peer: string,
  { evidenceId, aboutMessageId, aboutSha256 }: DeliveryEvidence,
  { bytes: message, signature }: Proof,
): Promise<() => void> {
  const about = await findIncoming(tx, peer, aboutMessageId)
  const kind = 'expired'
  if (about?.sha256 !== aboutSha256)
    return () => messages['edge.evidence_ignored'](deps.log, { messageId: aboutMessageId, peer, code: kind })
  const row = {
    evidenceId,
    aboutMessageId,
    issuer: peer,
    kind,
    code: null,
    at: deps.now(),
    message,
    signature,
  } as const
  await addEvidence(tx, row)
  await repeatEvidence(tx, await statedAbout(tx, aboutMessageId, deps.hub), deps.now())
  deps.due(tx, peer)
  return () => messages['edge.taken'](deps.log, { messageId: evidenceId, peer, kind: 'evidence' })
}

function kindOf({ kind }: DeliveryEvidence): string {
  try {
    return evidenceKinds.toCode(kind)
  } catch {
    return 'unknown'
  }
}
