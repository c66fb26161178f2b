import { CompactSign, type CryptoKey, calculateJwkThumbprint, compactVerify, importJWK, type JWK } from 'jose'
import { fromJson, isRecord, utf8 } from './bytes.ts'
import { errors } from './errors.ts'
import { readCertificate } from './openpgp/keys.ts'

const TYPE = 'amparo-view+jws'
/**
 * What may be read so: the person of a referral, also in an emergency or behind a pseudonym, what its agencies wrote, what the recipient
 * assessed, an original beside its masks, a one-time link with its code, a person's
 * own record and the sheet to read it by, a notice, a file that an agency keeps, and what was sealed to an agency's own key.
 */
export const READING_ROUTES = [
  'POST /views',
  'POST /message-views',
  'POST /assessment-views',
  'POST /links',
  'POST /link-views',
  'POST /break-glass',
  'POST /reidentification-views',
  'POST /record-views',
  'POST /record-sheets',
  'POST /sheet-views',
  'POST /notice-views',
  'POST /consent-sheet-views',
  'POST /file-views',
  'POST /received-file-views',
  'POST /sealed-contents',
  'POST /sealed-files',
  'POST /sealed-request-items',
  'POST /redaction-views',
  'POST /request-views',
  'POST /request-documents',
  'POST /request-letter-views',
  'POST /request-contact-views',
  'POST /request-file-views',
] as const
export type ReadingRoute = (typeof READING_ROUTES)[number]
const WINDOW_SECONDS = 60
const MAX_LENGTH = 32 * 1024
const TEXTS = ['hub', 'referralId', 'nonce', 'replyCertificate'] as const

/**
 * Asks for a view. Signed by the key that the access token is bound to, with the reply key inside the signature: whoever
 * carries it can neither use it for itself nor have the answer sealed to another key.
 */
export interface ViewRequest {
  readonly hub: string
  /** A request for one is refused by the other. */
  readonly route: ReadingRoute
  readonly referralId: string
  /** Fresh for each request; redaction accepts it once. */
  readonly nonce: string
  /** Seconds since 1970, as in RFC 7519. */
  readonly iat: number
  /** Armored OpenPGP public key of the reader's session. */
  readonly replyCertificate: string
}

/** RFC 7638, SHA-256, base64url: what a token's `cnf.jkt` holds. */
export const thumbprintOf = (jwk: JWK): Promise<string> => calculateJwkThumbprint(jwk, 'sha256')

/** A compact JWS with the public key in its header. `alg` follows from the key: P-256 or Ed25519. */
export function signViewRequest(options: {
  privateKey: CryptoKey
  publicJwk: JWK
  hub: string
  /** Default: POST /views. */
  route?: ReadingRoute
  referralId: string
  nonce: string
  replyCertificate: string
  now: Date
}): Promise<string> {
  const { privateKey, publicJwk, now, route = 'POST /views', ...rest } = options
  const payload: ViewRequest = { ...rest, route, iat: Math.floor(now.getTime() / 1000) }
  return new CompactSign(utf8(JSON.stringify(payload)))
    .setProtectedHeader({ typ: TYPE, alg: algorithmOf(publicJwk), jwk: publicJwk })
    .sign(privateKey)
}

/**
 * Throws view_request_refused unless it is for this hub and route and signed by the key whose thumbprint the verified token holds;
 * view_request_stale outside 60 seconds either way. The nonce and the referral are for the caller to check.
 */
export async function verifyViewRequest(
  compact: string,
  expected: { hub: string; jkt: string; now: Date; route?: ReadingRoute },
): Promise<ViewRequest> {
  const request = await verified(compact, expected).catch((cause: unknown) => {
    throw errors.view_request_refused({ cause })
  })
  if (Math.abs(expected.now.getTime() / 1000 - request.iat) > WINDOW_SECONDS) throw errors.view_request_stale()
  return request
}

async function verified(
  compact: string,
  expected: { hub: string; jkt: string; route?: ReadingRoute },
): Promise<ViewRequest> {
  if (compact.length > MAX_LENGTH) throw new RangeError('too large')
  // The key comes from the header, as in DPoP. That is safe because only the key whose thumbprint stands in the token is
  // accepted, and the algorithm follows from that key, not from the header.
  const { payload } = await compactVerify(
    compact,
    async header => {
      const { jwk } = header
      if (header.typ !== TYPE || jwk === undefined || 'd' in jwk) throw new TypeError('header')
      if (header.alg !== algorithmOf(jwk) || (await thumbprintOf(jwk)) !== expected.jkt)
        throw new TypeError('another key')
      return importJWK(jwk, header.alg)
    },
    { algorithms: ['ES256', 'EdDSA'] },
  )
  const request = parse(fromJson(payload))
  if (request.hub !== expected.hub) throw new TypeError('another hub')
  if (request.route !== (expected.route ?? 'POST /views')) throw new TypeError('another route')
  await readCertificate(request.replyCertificate)
  return request
}

function parse(value: unknown): ViewRequest {
  if (!isRecord(value) || Object.keys(value).length !== TEXTS.length + 2) throw new TypeError('fields')
  const { hub, referralId, nonce, iat, replyCertificate } = value
  const route = READING_ROUTES.find(known => known === value['route'])
  if (typeof hub !== 'string' || typeof referralId !== 'string' || typeof replyCertificate !== 'string')
    throw new TypeError('fields')
  if (route === undefined || typeof nonce !== 'string' || !/^[A-Za-z0-9_-]{22,64}$/.test(nonce))
    throw new TypeError('nonce')
  if (typeof iat !== 'number' || !Number.isSafeInteger(iat)) throw new TypeError('iat')
  return { hub, route, referralId, nonce, iat, replyCertificate }
}

function algorithmOf(jwk: JWK): 'ES256' | 'EdDSA' {
  if (jwk.kty === 'EC' && jwk.crv === 'P-256') return 'ES256'
  if (jwk.kty === 'OKP' && jwk.crv === 'Ed25519') return 'EdDSA'
  throw new TypeError('another kind of key')
}
