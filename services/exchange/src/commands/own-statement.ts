import { create, DeliveryEvidenceSchema, type EvidenceKind, evidenceKinds, timestampFromDate } from '@amparo/contracts'
import type { Evidence } from '../domain/delivery.ts'
import { encodeMessage } from '../ports/edge-message.ts'
import type { EvidenceRow } from '../store/evidence.ts'
import type { Outgoing } from '../store/outgoing.ts'
import type { SigningDeps } from './deps.ts'

interface Stated {
  readonly evidenceId: string
  readonly aboutMessageId: string
  readonly aboutSha256: string
  readonly aboutPackageId: string
  /** As it came here; empty of what this hub itself sent. */
  readonly aboutPackageSha256: string
  readonly kind: Evidence
  readonly code: string
  readonly at: Date
}

export const evidenceBody = ({ kind, at, ...rest }: Stated) => ({
  case: 'evidence' as const,
  value: create(DeliveryEvidenceSchema, {
    ...rest,
    kind: evidenceKinds.toEnum(kind) as EvidenceKind,
    at: timestampFromDate(at),
  }),
})

/**
 * What this hub states about a message of its own: that it was submitted, has expired or could not be sent. The agency may read it, so it is
 * signed like any other, and addressed to this hub, since no peer is sent it; but that something has expired is said to whom it went. Outside
 * of any transaction.
 */
export const ownStatement =
  ({ hub, now, newId, sign }: Pick<SigningDeps, 'hub' | 'now' | 'newId' | 'sign'>) =>
  async (
    about: Pick<Outgoing, 'messageId' | 'sha256' | 'packageId'> & Partial<Pick<Outgoing, 'peer'>>,
    kind: Evidence,
    code = '',
  ): Promise<EvidenceRow> => {
    const evidenceId = newId()
    const at = now()
    const { messageId: aboutMessageId, sha256: aboutSha256 } = about
    const toHub = (kind === 'expired' ? about.peer : undefined) ?? hub
    const aboutPackageId = about.packageId ?? ''
    const message = encodeMessage(
      { messageId: evidenceId, fromHub: hub, toHub, sentAt: at, expiresAt: at },
      evidenceBody({ evidenceId, aboutMessageId, aboutSha256, aboutPackageId, aboutPackageSha256: '', kind, code, at }),
    )
    const signature = await sign(message)
    return { evidenceId, aboutMessageId, issuer: hub, kind, code: code || null, at, message, signature }
  }
