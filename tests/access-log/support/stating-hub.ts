import { randomUUID } from 'node:crypto'
import {
  create,
  DeliveryEvidenceSchema,
  EdgeMessageSchema,
  evidenceKinds,
  timestampFromDate,
  toBinary,
} from '@amparo/contracts'
import { certificateName, certify, generateCertificate, signDetached } from '@amparo/crypto'

export interface Statement {
  readonly kind: string
  /** What left, as the hub states it. */
  readonly id: string
  /** SHA-256, hex; empty: it states none. */
  readonly hash: string
  readonly code?: string
}

/** A hub with its jurisdiction, that states what became of what others sent it. */
export async function statingHub(code: string) {
  const named = (use: 'jurisdiction' | 'exchange-sign') =>
    generateCertificate({ userId: certificateName({ hub: code, use }), profile: 'modern' })
  const [jurisdiction, exchange] = await Promise.all([named('jurisdiction'), named('exchange-sign')])
  const armored = await certify(exchange.certificate, jurisdiction.privateKey)

  /** An item of GET /evidence, as exchange answers it. */
  async function state({ kind, id, hash, code: why = '' }: Statement) {
    const about = { messageId: randomUUID(), sha256: 'ef'.repeat(32) }
    const value = create(DeliveryEvidenceSchema, {
      ...{ evidenceId: randomUUID(), aboutMessageId: about.messageId, aboutSha256: about.sha256, code: why },
      ...{ aboutPackageId: id, aboutPackageSha256: hash, at: timestampFromDate(new Date()) },
      kind: evidenceKinds.toEnum(kind),
    })
    const bytes = toBinary(
      EdgeMessageSchema,
      create(EdgeMessageSchema, { messageId: value.evidenceId, fromHub: code, body: { case: 'evidence', value } }),
    )
    const message = Buffer.from(bytes).toString('base64')
    return { issuer: code, kind, about, message, signature: await signDetached(bytes, exchange.privateKey) }
  }
  return {
    /** Armored; an auditor has it from elsewhere. */
    jurisdiction: jurisdiction.certificate,
    /** As GET /hubs/:hub of directory answers. */
    listed: { hub: code, certificates: [{ use: 'exchange_sign', armored }] },
    state,
  }
}

export type Item = Awaited<ReturnType<Awaited<ReturnType<typeof statingHub>>['state']>>
