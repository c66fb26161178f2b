import { type PackageBuilt, timestampDate } from '@amparo/contracts'
import type { Transaction } from '@amparo/store'
import type { RefusalCode } from '../domain/errors.ts'
import { after, earlier, PACKAGE_DEADLINE_MS } from '../domain/times.ts'
import type { EvidenceRow } from '../store/evidence.ts'
import { lockOutgoing, type NewOutgoing } from '../store/outgoing.ts'
import type { Deps, SigningDeps } from './deps.ts'
import { messages } from './messages.ts'
import { ownStatement } from './own-statement.ts'
import { compose, queue } from './queue.ts'
import { settle } from './settle.ts'

/**
 * Of the ciphertext, in bytes. The event that hands it to redaction may have 960 KiB, and nats-server takes 1 MiB with signature
 * and ids.
 */
export const MAX_CIPHERTEXT_BYTES = 950 * 1024

export interface PreparedPackage {
  readonly message: NewOutgoing
  /** That it was submitted, or why it cannot be sent. */
  readonly statement: EvidenceRow
}

interface PrepareDeps extends SigningDeps {
  readonly isPeer: (hub: string) => boolean
}

/** The id of the event is the id of the message: handled twice, it is still one. */
export const preparePackage =
  (deps: PrepareDeps) =>
  async (eventId: string, built: PackageBuilt): Promise<PreparedPackage> => {
    const { packageId, referralId, to, from, ciphertext, sha256, expiresAt } = built
    const peer = to?.hub ?? ''
    const byDefault = after(deps.now(), PACKAGE_DEADLINE_MS)
    const deadline = earlier(byDefault, expiresAt ? timestampDate(expiresAt) : byDefault)
    const message = compose(
      deps,
      {
        ...{ messageId: eventId, peer, kind: 'package', referralId, packageId },
        ...{ fromAgency: from?.agencyId ?? null, deadline },
      },
      { case: 'package', value: { packageId, referralId, ciphertext, sha256, ...(to ? { to } : {}) } },
    )
    const obstacle = obstacleTo(deps, peer, ciphertext)
    const statement = await (obstacle
      ? ownStatement(deps)(message, 'refused', obstacle)
      : ownStatement(deps)(message, 'submitted'))
    return { message, statement }
  }

/** What is known now need not be waited for until the deadline. */
function obstacleTo({ isPeer }: PrepareDeps, peer: string, ciphertext: Uint8Array): RefusalCode | undefined {
  if (!isPeer(peer)) return 'peer_unknown'
  return ciphertext.byteLength > MAX_CIPHERTEXT_BYTES ? 'package_too_large' : undefined
}

export const queuePackage =
  (deps: Deps) =>
  async (tx: Transaction, { message, statement }: PreparedPackage): Promise<void> => {
    await queue(deps, tx, message)
    const queued = await lockOutgoing(tx, message.messageId)
    if (!queued) return
    await settle(deps)(tx, queued, statement)
    if (statement.kind !== 'refused') return
    const { messageId, peer, kind, referralId } = queued
    messages['edge.failed'](deps.log, { messageId, peer, kind, referralId, code: statement.code ?? '' })
  }
