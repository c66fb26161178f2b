import type { EvidenceKind, PackageBuilt, ReferralChanged } from '@amparo/contracts'
import { create, DeliveryEvidenceSchema, evidenceKinds, timestampDate, timestampFromDate } from '@amparo/contracts'
import { requestHash as sha256 } from '@amparo/crypto'
import type { Transaction } from '@amparo/store'
import type { Evidence } from '../domain/delivery.ts'
import { type Body, encodeMessage } from '../domain/edge-message.ts'
import { addEvidence } from '../store/evidence.ts'
import type { Incoming } from '../store/incoming.ts'
import { addOutgoing, lockOutgoing, type NewOutgoing } from '../store/outgoing.ts'
import type { Deps } from './deps.ts'
import { settle } from './take-evidence.ts'

/** e-CODEX's default for delivery: a day. */
const DEADLINE_MS = 24 * 3_600_000

type Address = Pick<NewOutgoing, 'messageId' | 'peer' | 'kind' | 'referralId' | 'packageId'> & {
  deadline?: Date | undefined
  fromAgency?: string | undefined
}

async function queue(deps: Deps, tx: Transaction, to: Address, body: Body): Promise<Uint8Array> {
  const sentAt = deps.now()
  const deadline = to.deadline ?? new Date(sentAt.getTime() + DEADLINE_MS)
  const message = encodeMessage(
    { messageId: to.messageId, fromHub: deps.hub, toHub: to.peer, sentAt, expiresAt: deadline },
    body,
  )
  await addOutgoing(
    tx,
    { ...to, fromAgency: to.fromAgency ?? null, message, sha256: sha256(message), deadline },
    sentAt,
  )
  deps.wake()
  return message
}

/** The id of the event is the id of the message: handled twice, it is still one. */
export const queuePackage = (deps: Deps) => async (tx: Transaction, eventId: string, built: PackageBuilt) => {
  const peer = built.to?.hub ?? ''
  const { packageId, referralId, to, ciphertext, sha256: hash } = built
  const value = { packageId, referralId, ciphertext, sha256: hash, ...(to ? { to } : {}) }
  await queue(
    deps,
    tx,
    {
      ...{ messageId: eventId, peer, kind: 'package', referralId, packageId },
      ...{ fromAgency: built.from?.agencyId, deadline: earlier(built.expiresAt, deps.now()) },
    },
    { case: 'package', value },
  )
  const sent = await lockOutgoing(tx, eventId)
  const statement = { evidenceId: deps.newId(), aboutMessageId: eventId, issuer: deps.hub, kind: 'submitted' as const }
  const unsigned = { code: null, at: deps.now(), message: null, signature: null }
  if (sent && (await addEvidence(tx, { ...statement, ...unsigned })))
    await settle(deps)(tx, sent, { kind: 'submitted', code: '' })
}

function earlier(expiresAt: PackageBuilt['expiresAt'], now: Date): Date {
  const byDefault = new Date(now.getTime() + DEADLINE_MS)
  const own = expiresAt ? timestampDate(expiresAt) : byDefault
  return own < byDefault ? own : byDefault
}

export const queueUpdate = (deps: Deps) => async (tx: Transaction, eventId: string, changed: ReferralChanged) => {
  const { referralId, version, by, status, reason, outcome, counterpart } = changed
  const value = { referralId, version, status, reason, outcome, ...(by ? { by } : {}) }
  await queue(
    deps,
    tx,
    { messageId: eventId, peer: counterpart?.hub ?? '', kind: 'referral_update', referralId, packageId: null },
    { case: 'referralUpdate', value },
  )
}

/** States something about a message that came from a peer; once, however often it is asked for. */
export const queueEvidence =
  (deps: Deps) =>
  async (tx: Transaction, about: Incoming, kind: Evidence, code = ''): Promise<void> => {
    const evidenceId = deps.newId()
    const at = deps.now()
    const told = await addEvidence(tx, {
      ...{ evidenceId, aboutMessageId: about.messageId, issuer: deps.hub, kind, code: code || null, at },
      // The signed statement stands in outgoing, under the same id.
      ...{ message: null, signature: null },
    })
    if (!told) return
    const value = create(DeliveryEvidenceSchema, {
      evidenceId,
      aboutMessageId: about.messageId,
      kind: evidenceKinds.toEnum(kind) as EvidenceKind,
      code,
      at: timestampFromDate(at),
      aboutSha256: about.sha256,
    })
    const { peer, packageId } = about
    await queue(
      deps,
      tx,
      { messageId: evidenceId, peer, kind: 'evidence', referralId: about.referralId ?? '', packageId },
      { case: 'evidence', value },
    )
  }
