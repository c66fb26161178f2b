import { EdgeMessageSchema, evidenceKinds, fromBinary, timestampDate } from '@amparo/contracts'
import { certificateName, fingerprintOf, verifyCertifiedBy, verifyDetached } from '@amparo/crypto/web'
import { own } from './own-refusals.ts'
import { fromBase64 } from './sha256.ts'

/** An item of GET /evidence of exchange, as it was kept. */
export interface EvidenceItem {
  /** Hub that states it. */
  readonly issuer: string
  readonly kind: string
  readonly code: string | null
  /** Of one that it expired: the other hub had answered for it, and that statement stands. Absent: kept of an older version. */
  readonly overtaken?: boolean
  /** ISO 8601, UTC: when the own hub stated or learnt it. */
  readonly at?: string
  readonly about: {
    readonly messageId: string
    readonly sha256: string
    /** package, message, file, request; absent: kept of an older version. */
    readonly carried?: string
    /** Of what it carried. */
    readonly id?: string | null
  }
  /** Base64. */
  readonly message: string | null
  /** Armored. */
  readonly signature: string | null
}

export interface VerifiedEvidence {
  readonly issuer: string
  readonly kind: string
  readonly code: string
  /** As the issuer states it. */
  readonly at: Date
  readonly aboutMessageId: string
  /** Of the bytes of the message that carried the package, hex. */
  readonly aboutSha256: string
  /** Of the package that it carried; empty: a hub of an older version stated it. */
  readonly aboutPackageId: string
  /** Of its ciphertext, as the issuer received it, hex; empty: of what has none, of the issuer's own, or stated by a hub of an older version. */
  readonly aboutPackageSha256: string
}

export interface EvidenceTrust {
  /** Armored certificate with which the issuing hub's exchange signs: GET /hubs/:hub of directory, use exchange_sign. */
  readonly certificate: string
  /** Armored certificate of the issuing hub's jurisdiction, known from elsewhere. */
  readonly jurisdictionCert: string
  /** At which both must be valid. */
  readonly now: Date
}

/**
 * Needs no hub and no network: what was kept for years can be shown to a court. Answers what is signed, not what the item says.
 * Throws evidence_invalid unless that hub's exchange, certified by its jurisdiction, has signed a statement that says the same.
 */
export async function verifyEvidence(item: EvidenceItem, trust: EvidenceTrust): Promise<VerifiedEvidence> {
  const { certificate, jurisdictionCert, now } = trust
  try {
    await verifyCertifiedBy(certificate, jurisdictionCert, {
      now,
      userId: certificateName({ hub: item.issuer, use: 'exchange-sign' }),
    })
    const signer = { certificate, fingerprint: await fingerprintOf(certificate) }
    const bytes = fromBase64(item.message ?? '')
    await verifyDetached({ bytes, signature: item.signature ?? '', signer, now })
    const stated = statementIn(bytes)
    if (!saysTheSame(stated, item)) throw new TypeError('another statement')
    return stated
  } catch (cause) {
    throw own('evidence_invalid', { cause })
  }
}

function statementIn(bytes: Uint8Array): VerifiedEvidence {
  const { fromHub: issuer, body } = fromBinary(EdgeMessageSchema, bytes)
  if (body.case !== 'evidence' || !body.value.at) throw new TypeError('no statement')
  const { kind, code, at, aboutMessageId, aboutSha256, aboutPackageId, aboutPackageSha256 } = body.value
  const about = { aboutMessageId, aboutSha256, aboutPackageId, aboutPackageSha256 }
  return { issuer, kind: evidenceKinds.toCode(kind), code, at: timestampDate(at), ...about }
}

const saysTheSame = (stated: VerifiedEvidence, { issuer, kind, about }: EvidenceItem): boolean =>
  stated.issuer === issuer &&
  stated.kind === kind &&
  stated.aboutMessageId === about.messageId &&
  // An older hub states no such id.
  (stated.aboutPackageId === '' || !about.id || stated.aboutPackageId === about.id) &&
  stated.aboutSha256 === about.sha256
