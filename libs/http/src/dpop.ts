import { hash } from 'node:crypto'
import { calculateJwkThumbprint, EmbeddedJWK, jwtVerify } from 'jose'
import { z } from 'zod'
import type { Caller } from './caller.ts'
import { httpErrors } from './errors.ts'
import { PROOF_ALGORITHMS } from './problem.ts'

/** The request that a proof must be for. */
export interface ProvenRequest {
  readonly proof: unknown
  readonly method: string
  /** Without query. */
  readonly path: string
  /** Told, before `rate_limited`, in how many seconds there is room again. */
  readonly onWait?: (seconds: number) => void
}

export type CheckProof = (request: ProvenRequest, caller: Caller) => Promise<void>

const OLDEST_SECONDS = 120
const AHEAD_SECONDS = 30
const MOST_OF_USER = 12_000
const claimsSchema = z.object({
  jti: z.string().min(8).max(200),
  htm: z.string(),
  htu: z.url(),
  ath: z.string(),
  iat: z.int(),
})

/**
 * Checks DPoP proofs (RFC 9449, section 4.3): the key is the token's, and the proof is for this method, path, token and
 * moment, and new to this process. Each is remembered until it is too old: a user who sends more than `mostOfUser` in that time is refused, so
 * that nobody's many push out another's, which would be new again. The origin is not compared: a service behind a proxy does not know the one the
 * client used. `/api/<service>` before the path is the portal's. Throws `unauthenticated` or `rate_limited`.
 */
export function proofChecker(
  service: string,
  { clock = Date.now, mostOfUser = MOST_OF_USER }: { clock?: () => number; mostOfUser?: number } = {},
): CheckProof {
  const seen = new Map<string, { readonly user: string; readonly until: number }>()
  /** Of each user, in order of arrival. */
  const ofUsers = new Map<string, Set<string>>()

  function forget(id: string, user: string): void {
    seen.delete(id)
    const own = ofUsers.get(user)
    own?.delete(id)
    if (own?.size === 0) ofUsers.delete(user)
  }

  function remember(id: string, user: string, now: number, onWait?: (seconds: number) => void): void {
    // In order of arrival, so the first one that is still young ends the search.
    for (const [old, one] of seen) {
      if (one.until > now) break
      forget(old, one.user)
    }
    if (seen.has(id)) throw httpErrors.unauthenticated()
    const own = ofUsers.get(user) ?? new Set()
    if (own.size >= mostOfUser) {
      const [oldest = ''] = own
      onWait?.(Math.ceil(((seen.get(oldest)?.until ?? now) - now) / 1_000))
      throw httpErrors.rate_limited()
    }
    seen.set(id, { user, until: now + (OLDEST_SECONDS + AHEAD_SECONDS) * 1_000 })
    ofUsers.set(user, own.add(id))
  }

  return async ({ proof, method, path, onWait }, caller) => {
    const { claims, jkt } = await opened(proof)
    const now = clock()
    const age = now / 1_000 - claims.iat
    const { pathname } = new URL(claims.htu)
    const good =
      caller.jkt !== undefined &&
      jkt === caller.jkt &&
      claims.htm === method &&
      (pathname === path || pathname === `/api/${service}${path}`) &&
      claims.ath === hash('sha256', caller.token, 'base64url') &&
      age <= OLDEST_SECONDS &&
      age >= -AHEAD_SECONDS
    if (!good) throw httpErrors.unauthenticated()
    remember(`${jkt} ${claims.jti}`, caller.user, now, onWait)
  }
}

async function opened(proof: unknown): Promise<{ claims: z.output<typeof claimsSchema>; jkt: string }> {
  try {
    if (typeof proof !== 'string' || proof.length > 4_096) throw httpErrors.unauthenticated()
    // EmbeddedJWK takes public keys only; the algorithms leave out everything symmetric.
    const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, {
      typ: 'dpop+jwt',
      algorithms: PROOF_ALGORITHMS,
    })
    return { claims: claimsSchema.parse(payload), jkt: await calculateJwkThumbprint(protectedHeader.jwk ?? {}) }
  } catch (cause) {
    throw httpErrors.unauthenticated({ cause })
  }
}
