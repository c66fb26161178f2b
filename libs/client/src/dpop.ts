import { base64url, SignJWT } from 'jose'
import type { ClientKeys } from './keys.ts'
import { randomToken } from './random.ts'
import { sha256, utf8 } from './sha256.ts'

/** A proof that the sender holds the key (RFC 9449, section 4.2). Good for one request. */
export async function dpopProof(
  keys: Pick<ClientKeys, 'privateKey' | 'publicJwk'>,
  request: { method: string; url: string; accessToken?: string; nonce?: string; now: Date },
): Promise<string> {
  const { accessToken, nonce } = request
  const { origin, pathname } = new URL(request.url)
  const claims = {
    jti: randomToken(),
    htm: request.method,
    // Without query and fragment, as the section says.
    htu: origin + pathname,
    ...(accessToken === undefined ? {} : { ath: base64url.encode(await sha256(utf8(accessToken))) }),
    ...(nonce === undefined ? {} : { nonce }),
  }
  return new SignJWT(claims)
    .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk: keys.publicJwk })
    .setIssuedAt(request.now)
    .sign(keys.privateKey)
}
