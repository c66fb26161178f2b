import { fromJson, isRecord, toHex, utf8 } from './bytes.ts'
import { errors } from './errors.ts'
import type { Certificate, PrivateKeyInput } from './openpgp/keys.ts'
import type { PinnedSigner } from './openpgp/pinned-signer.ts'
import { decryptAndVerify, encryptAndSignArmored } from './openpgp/signed-message.ts'
import type { ReadingRoute } from './view-request.ts'

const MAX_VIEW_BYTES = 4 * 1024 * 1024

/**
 * What redaction answers to a view request: signed with the key it signs packages with, sealed to the reader, armored. Route
 * and request are under the signature: it can be taken neither for a package nor for the answer to another request, be it an
 * earlier one of the same reader, or one of another reader to whom it was sealed again.
 */
export async function sealViewAnswer(options: {
  view: unknown
  hub: string
  /** Of the request. Default: POST /views. */
  route?: ReadingRoute
  /** The reader's signed request, compact, as it came. */
  request: string
  /** Which was inside that request. */
  replyCertificate: Certificate
  signingKey: PrivateKeyInput
}): Promise<string> {
  const { view, hub, route = 'POST /views', request, replyCertificate, signingKey } = options
  const answer = { v: 1, hub, route, requestHash: await hashOf(request), view }
  return encryptAndSignArmored({ recipient: replyCertificate, signingKey, data: utf8(JSON.stringify(answer)) })
}

/**
 * The view, if the pinned signer has signed it in answer to this very request. Throws certificate_not_trusted or
 * message_refused.
 */
export async function openViewAnswer(
  sealed: string,
  expected: {
    hub: string
    route?: ReadingRoute
    request: string
    privateKey: PrivateKeyInput
    signer: PinnedSigner
    now: Date
  },
): Promise<unknown> {
  const { privateKey, signer, now } = expected
  const bytes = await decryptAndVerify({ privateKey, signer, message: sealed, now, maxBytes: MAX_VIEW_BYTES })
  try {
    const answer = fromJson(bytes)
    const route = expected.route ?? 'POST /views'
    if (!isRecord(answer) || answer['v'] !== 1 || answer['route'] !== route) throw new TypeError('something else')
    if (answer['hub'] !== expected.hub) throw new TypeError('another hub')
    if (answer['requestHash'] !== (await hashOf(expected.request))) throw new TypeError('another request')
    return answer['view']
  } catch (cause) {
    throw errors.message_refused({ cause })
  }
}

/** SHA-256, hex. WebCrypto's, for it runs in browsers too. */
async function hashOf(text: string): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(text))))
}
