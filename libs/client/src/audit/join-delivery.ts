import { type DeliveryEvidence, EdgeMessageSchema, EntrySchema, fromBinary } from '@amparo/contracts'
import { signingPartOf } from '@amparo/crypto/web'
import type { EvidenceItem } from '../evidence.ts'
import { fromBase64 } from '../sha256.ts'
import { partsOf, withShown } from './entry-proof.ts'
import { whatLeft } from './what-left.ts'

/** As `GET /hubs/:hub` of directory answers. */
export interface HubCertificates {
  readonly hub: string
  readonly certificates: readonly { readonly use: string; readonly armored: string }[]
}

interface Joined {
  /** C2SP tlog-proof that shows its entry. */
  readonly proof: string
  /** What hubs have stated: of exchange. Those about something else are left out. */
  readonly evidence: readonly EvidenceItem[]
  readonly hubs: readonly HubCertificates[]
}

/**
 * The proof with what hubs have stated about what left by its entry, and the certificates that they signed with. Answers how many statements that is;
 * verifies none. Throws a TypeError on what cannot be read, and where nothing left that anybody could have stated something about.
 */
export async function joinDelivery({ proof, evidence, hubs }: Joined): Promise<{ file: string; count: number }> {
  const { record, actor } = partsOf(proof).shown
  const left = whatLeft(fromBinary(EntrySchema, fromBase64(actor.bytes)))
  if (left === undefined) throw new TypeError('nothing left the hub by that entry: there is no delivery to join')
  if (left.id === '') throw new TypeError('that entry was made by a version that did not name what left')
  const certificates = new Map(await Promise.all(hubs.map(signingCertificate)))
  const delivery = evidence.flatMap(({ issuer, kind, about, message, signature }) => {
    const stated = message === null ? undefined : statementIn(message)
    if (message === null || signature === null || stated?.aboutPackageId !== left.id) return []
    const certificate = certificates.get(issuer)
    if (certificate === undefined) throw new TypeError(`there is no certificate of ${issuer}`)
    const { messageId, sha256 } = about
    return [{ issuer, kind, code: stated.code || null, about: { messageId, sha256 }, message, signature, certificate }]
  })
  // In this order, and without an empty list: the format has one way of writing it.
  const shown = { record, actor: { bytes: actor.bytes, salt: actor.salt }, delivery }
  return { file: delivery.length === 0 ? proof : withShown(proof, shown), count: delivery.length }
}

async function signingCertificate({ hub, certificates }: HubCertificates): Promise<[string, string]> {
  const found = certificates.find(({ use }) => use === 'exchange_sign')
  if (found === undefined) throw new TypeError(`${hub} has no certificate to sign with`)
  return [hub, await signingPartOf(found.armored)]
}

function statementIn(message: string): DeliveryEvidence | undefined {
  const { body } = fromBinary(EdgeMessageSchema, fromBase64(message))
  return body.case === 'evidence' ? body.value : undefined
}
