import { AppError, type Clock } from '@amparo/kernel'
import fastifyJwt from '@fastify/jwt'
import Fastify from 'fastify'
import { type Caller, callerOf, MAX_TOKEN_AGE_SECONDS } from './caller.ts'
import { httpErrors } from './errors.ts'
import { type Jwks, type KeySource, localKeys, remoteKeys } from './jwks.ts'

/** One set of rules for tokens, whether they come in a header or inside a question on NATS. */
export interface TokenVerifier {
  /** Throws `unauthenticated`, or `sign_in_unavailable` while the issuer's keys cannot be had. */
  verify(token: string): Promise<Caller>
}

export interface TokenVerifierOptions {
  /** URL of the only issuer believed. */
  readonly issuer: string
  /** `urn:amparo:hub:<hub>` */
  readonly audience: string
  /** Where the issuer's keys are, if not where its discovery document says. */
  readonly jwksUrl?: string | undefined
  readonly hub: string
  /** Keys given by hand; the issuer is not asked then. */
  readonly jwks?: Jwks
  readonly now?: Clock
  /** Asked for each token that is one; throws for a caller who is not to be believed all the same. */
  readonly check?: ((caller: Caller) => void) | undefined
}

/** Whose token came inside a question. Undefined: it says nothing. Throws while tokens cannot be checked. */
export const callerIn = (verifier: TokenVerifier, token: string): Promise<Caller | undefined> =>
  verifier.verify(token).catch((error: unknown) => {
    if (error instanceof AppError && error.kind === 'unauthenticated') return undefined
    throw error
  })

const MAX_TOKEN_LENGTH = 8_192

export function createTokenVerifier({
  issuer,
  audience,
  hub,
  jwksUrl,
  jwks,
  now = () => new Date(),
  check,
}: TokenVerifierOptions): TokenVerifier {
  const keys = jwks ? localKeys(jwks) : remoteKeys(issuer, { jwksUrl })
  // @fastify/jwt lives in an instance that serves nothing, so that the same verifier works outside HTTP.
  const host = Fastify({ logger: false })
  host.register(fastifyJwt, {
    secret: { public: ({ header }: { header: { kid?: unknown } }) => keyFor(keys, header.kid) },
    verify: {
      // Pinned: no token chooses its algorithm, issuer, audience or type (RFC 8725, RFC 9068 section 4).
      algorithms: ['EdDSA'],
      allowedIss: issuer,
      allowedAud: audience,
      checkTyp: 'at+jwt',
      maxAge: MAX_TOKEN_AGE_SECONDS,
      requiredClaims: ['iss', 'aud', 'exp', 'iat', 'sub'],
      // fast-jwt's own key (a hash of the whole token). A custom one has answered with another user's claims before.
      cache: 2_000,
    },
  })
  const ready = host.ready()

  return {
    async verify(token) {
      if (token.length > MAX_TOKEN_LENGTH) throw httpErrors.unauthenticated()
      await ready
      const caller = callerOf(await claimsOf(token), token, hub, now())
      check?.(caller)
      return caller
    },
  }

  async function claimsOf(token: string): Promise<object> {
    try {
      return await host.jwt.verify<object>(token)
    } catch (error) {
      throw unavailableCause(error) ?? httpErrors.unauthenticated({ cause: error })
    }
  }
}

async function keyFor(keys: KeySource, kid: unknown): Promise<string> {
  const key = typeof kid === 'string' && kid.length <= 200 ? await keys(kid) : undefined
  if (key === undefined) throw httpErrors.unauthenticated()
  return key
}

/** fast-jwt wraps what the key source throws. */
function unavailableCause(error: unknown): AppError | undefined {
  const inner = error instanceof Error && 'originalError' in error ? error.originalError : error
  return inner instanceof AppError && inner.kind === 'unavailable' ? inner : undefined
}
