import { createPublicKey } from 'node:crypto'
import { z } from 'zod'
import { httpErrors } from './errors.ts'

/** Finds the issuer's public key with this id, as SPKI in PEM; undefined when the issuer has none. */
export type KeySource = (kid: string) => Promise<string | undefined>

const REFETCH_MS = 10_000
/** So that a key the issuer has withdrawn stops working here too. */
const FRESH_MS = 300_000
const TIMEOUT_MS = 3_000

const discoverySchema = z.object({ issuer: z.url(), jwks_uri: z.url() })
export const jwksSchema = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).max(50) })
export type Jwks = z.output<typeof jwksSchema>
const ed25519Schema = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  kid: z.string(),
  use: z.literal('sig').optional(),
})

export interface RemoteKeysOptions {
  /** Where the keys are, for a service that does not reach the issuer by the name browsers know; no discovery then. */
  readonly jwksUrl?: string | undefined
  readonly get?: typeof fetch
  readonly clock?: () => number
}

/** Keys named by the issuer's discovery document. An unknown `kid` fetches them again, once in 10 s at most. */
export function remoteKeys(
  issuer: string,
  { jwksUrl, get = fetch, clock = Date.now }: RemoteKeysOptions = {},
): KeySource {
  let keys: ReadonlyMap<string, string> = new Map()
  let fetchedAt = Number.NEGATIVE_INFINITY
  let triedAt = Number.NEGATIVE_INFINITY
  let running: Promise<void> | undefined

  const refresh = () => {
    triedAt = clock()
    running ??= (jwksUrl === undefined ? discover(issuer, get) : fetchKeys(jwksUrl, get))
      .then(found => {
        keys = found
        fetchedAt = clock()
      })
      .finally(() => {
        running = undefined
      })
    return running
  }

  return async kid => {
    const stale = clock() - fetchedAt > FRESH_MS
    const mayTry = running !== undefined || clock() - triedAt > REFETCH_MS
    if ((stale || !keys.has(kid)) && mayTry) {
      await refresh().catch((cause: unknown) => {
        // Keys once fetched stay good while the issuer is away; without any, nothing can be said of a token.
        if (keys.size === 0) throw httpErrors.sign_in_unavailable({ cause })
      })
    }
    if (keys.size === 0) throw httpErrors.sign_in_unavailable()
    return keys.get(kid)
  }
}

/** Keys at hand: of tests, or of an issuer in the same process. */
export function localKeys(jwks: Jwks): KeySource {
  const keys = keysOf(jwks)
  return async kid => keys.get(kid)
}

async function discover(issuer: string, get: typeof fetch): Promise<ReadonlyMap<string, string>> {
  const discovered = discoverySchema.parse(
    await getJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, get),
  )
  // A document that speaks for another issuer, or sends us elsewhere for the keys, is not this issuer's (RFC 8414, 3.3).
  if (discovered.issuer !== issuer || new URL(discovered.jwks_uri).origin !== new URL(issuer).origin) {
    throw new Error('issuer mismatch')
  }
  return fetchKeys(discovered.jwks_uri, get)
}

async function fetchKeys(url: string, get: typeof fetch): Promise<ReadonlyMap<string, string>> {
  return keysOf(jwksSchema.parse(await getJson(url, get)))
}

async function getJson(url: string, get: typeof fetch): Promise<unknown> {
  const response = await get(url, {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  if (!response.ok) throw new Error('issuer refused')
  return response.json()
}

function keysOf(jwks: Jwks): ReadonlyMap<string, string> {
  const usable = jwks.keys.map(key => ed25519Schema.safeParse(key)).flatMap(({ data }) => (data ? [data] : []))
  return new Map(usable.map(({ kid, kty, crv, x }) => [kid, pemOf({ kty, crv, x })]))
}

const pemOf = (key: { kty: string; crv: string; x: string }): string =>
  createPublicKey({ key, format: 'jwk' }).export({ type: 'spki', format: 'pem' }).toString()
