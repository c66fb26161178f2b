import { hash, timingSafeEqual, verify, X509Certificate } from 'node:crypto'
import { type Der, oneDer, readDer, TAG, taking } from './der.ts'

/** Object identifiers as they stand in DER, in hex. */
const OID = {
  signedData: '2a864886f70d010702',
  tstInfo: '2a864886f70d0109100104',
  contentType: '2a864886f70d010903',
  messageDigest: '2a864886f70d010904',
} as const
/** Which hash functions an authority may use; SHA-1 is none of them. */
const HASHES = new Map([
  ['608648016503040201', 'sha256'],
  ['608648016503040202', 'sha384'],
  ['608648016503040203', 'sha512'],
])
const TIMESTAMPING = '1.3.6.1.5.5.7.3.8'
export const MAX_TIMESTAMP_BYTES = 64 * 1024

export interface Timestamp {
  /** As the authority states. */
  readonly at: Date
  /** SHA-256 of the certificate that signed it, as Node writes it. */
  readonly authority: string
}

/** Certificates of authorities, PEM. An authority is believed by its own certificate, not by whoever has certified it. */
export const readAuthorities = (pems: readonly string[]): readonly X509Certificate[] =>
  pems.map(pem => new X509Certificate(pem))

/**
 * When these bytes existed, by a reply of RFC 3161 as it came from the authority. Undefined if none of these authorities signed it.
 * Throws if it is no such reply, is about other bytes, or its signature does not hold.
 */
export function verifiedTimestamp(
  reply: Uint8Array,
  bytes: Uint8Array,
  authorities: readonly X509Certificate[],
): Timestamp | undefined {
  const { content, signer } = readReply(reply)
  const { attributes, digest, signature, serial } = readSigner(signer)
  if (!isEqual(attributes.get(OID.contentType), Buffer.from(OID.tstInfo, 'hex')))
    throw new RangeError('another content')
  if (!isEqual(attributes.get(OID.messageDigest), hash(digest, content, 'buffer')))
    throw new RangeError('another digest')
  const { imprint, at } = readInfo(content)
  if (!isEqual(imprint.hashed, hash(imprint.digest, bytes, 'buffer'))) throw new RangeError('about other bytes')

  const known = authorities.filter(certificate => serial === undefined || serial === serialOf(certificate))
  if (known.length === 0) return undefined
  const by = known.find(
    certificate =>
      isValidAt(certificate, at) &&
      verify(digestOf(certificate, digest), attributes.signed, certificate.publicKey, signature),
  )
  if (by === undefined) throw new RangeError('not signed by it')
  return { at, authority: by.fingerprint256 }
}

/** RFC 3161, 2.4.2; RFC 5652, 5.1: the content that is signed, and the one who signed it. */
function readReply(reply: Uint8Array): { content: Uint8Array; signer: Der } {
  if (reply.byteLength > MAX_TIMESTAMP_BYTES) throw new RangeError('too large')
  const outer = taking(oneDer(reply, TAG.sequence).content)
  const status = taking(outer.take(TAG.sequence).content).take(TAG.integer).content
  // Granted, or granted with changes.
  if (status.byteLength !== 1 || (status[0] ?? 9) > 1) throw new RangeError('not granted')
  const token = taking(outer.take(TAG.sequence).content)
  demandOid(token.take(TAG.oid), OID.signedData)
  const signedData = taking(oneDer(token.take(TAG.context0).content, TAG.sequence).content)
  signedData.take(TAG.integer)
  signedData.take(TAG.set)
  const encapsulated = taking(signedData.take(TAG.sequence).content)
  demandOid(encapsulated.take(TAG.oid), OID.tstInfo)
  const content = oneDer(encapsulated.take(TAG.context0).content, TAG.octets).content
  signedData.maybe(TAG.context0)
  signedData.maybe(TAG.context1)
  return { content, signer: oneDer(signedData.take(TAG.set).content, TAG.sequence) }
}

function readSigner(signer: Der) {
  const fields = taking(signer.content)
  fields.take(TAG.integer)
  // By issuer and serial number, or by the key's identifier, which is not constructed.
  const named = fields.maybe(TAG.sequence)
  if (!named) fields.take(0x80)
  const digest = hashNamed(fields.take(TAG.sequence))
  const given = fields.take(TAG.context0)
  fields.take(TAG.sequence)
  const signature = fields.take(TAG.octets).content
  const values = new Map<string, Uint8Array>()
  for (const attribute of readDer(given.content)) {
    const parts = taking(attribute.content)
    const name = hex(parts.take(TAG.oid).content)
    const [value, ...others] = readDer(parts.take(TAG.set).content)
    if (value === undefined || others.length > 0 || values.has(name)) throw new RangeError('not one value')
    values.set(name, value.content)
  }
  // What is signed is the set as such, not the field it stands in (RFC 5652, 5.4).
  const signed = Buffer.from(given.whole)
  signed[0] = TAG.set
  return {
    attributes: { get: (name: string) => values.get(name), signed },
    digest,
    signature,
    serial: named && serialIn(named),
  }
}

function serialIn(named: Der): string {
  const parts = taking(named.content)
  parts.take(TAG.sequence)
  return withoutZeros(hex(parts.take(TAG.integer).content))
}

/** RFC 3161, 2.4.2: TSTInfo. */
function readInfo(content: Uint8Array) {
  const info = taking(oneDer(content, TAG.sequence).content)
  info.take(TAG.integer)
  info.take(TAG.oid)
  const imprint = taking(info.take(TAG.sequence).content)
  const digest = hashNamed(imprint.take(TAG.sequence))
  const hashed = imprint.take(TAG.octets).content
  info.take(TAG.integer)
  return { imprint: { digest, hashed }, at: timeOf(info.take(TAG.time).content) }
}

function timeOf(content: Uint8Array): Date {
  const text = Buffer.from(content).toString('latin1')
  const [, y, mo, d, h, mi, s, fraction = ''] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d{1,9})?Z$/.exec(text) ?? []
  const at = new Date(`${y}-${mo}-${d}T${h}:${mi}:${s}${fraction.slice(0, 4)}Z`)
  if (Number.isNaN(at.getTime())) throw new RangeError('no time')
  return at
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
function hashNamed(algorithm: Der): string {
  const name = HASHES.get(hex(taking(algorithm.content).take(TAG.oid).content))
  if (name === undefined) throw new RangeError('another hash function')
  return name
}
function demandOid(value: Der, oid: string): void {
  if (hex(value.content) !== oid) throw new RangeError('another kind')
}
const isEqual = (one: Uint8Array | undefined, other: Uint8Array): boolean =>
  one?.byteLength === other.byteLength && timingSafeEqual(one, other)

const serialOf = ({ serialNumber }: X509Certificate): string => withoutZeros(serialNumber.toLowerCase())
const withoutZeros = (digits: string): string => digits.replace(/^0+/, '')

const isValidAt = (certificate: X509Certificate, at: Date): boolean =>
  certificate.validFromDate <= at &&
  at <= certificate.validToDate &&
  (certificate.keyUsage ?? []).includes(TIMESTAMPING)

/** An Ed25519 signature hashes by itself. */
const digestOf = (certificate: X509Certificate, digest: string): string | null =>
  certificate.publicKey.asymmetricKeyType === 'ed25519' ? null : digest
