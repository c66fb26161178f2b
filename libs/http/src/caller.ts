import { z } from 'zod'
import { httpErrors } from './errors.ts'
import { STEP_UP_ACR, STEP_UP_SECONDS } from './problem.ts'

/** Who asks, as a verified access token says. */
export interface Caller {
  readonly user: string
  readonly agency: string
  readonly hub: string
  readonly scopes: ReadonlySet<string>
  /** Codes of the user's posts. None where the issuer says nothing of them; nothing is decided by them. */
  readonly roles: readonly string[]
  readonly acr: string
  readonly authTime: Date
  /** When the token was issued, to the second. */
  readonly issuedAt: Date
  /** When the token ends. */
  readonly expiresAt: Date
  /** Thumbprint (RFC 7638) of the key that the token is bound to. */
  readonly jkt: string | undefined
  /** The token itself, for questions to services that verify it again. Never logged. */
  readonly token: string
}

export const MAX_TOKEN_AGE_SECONDS = 300
const CLOCK_SKEW_SECONDS = 5
const text = z.string().min(1).max(200)

/** RFC 9068 section 2.2, and what this system adds. */
const claimsSchema = z
  .object({
    sub: z.uuid(),
    exp: z.int(),
    iat: z.int(),
    jti: text,
    client_id: text,
    scope: z.string().max(2_000),
    // Section 2.2.3.1. Another provider may write them otherwise: then nothing is said of them.
    roles: z.array(text).max(50).catch([]),
    agency: text,
    hub: text,
    acr: text,
    auth_time: z.int(),
    cnf: z.object({ jkt: text }).optional(),
  })
  .refine(claims => claims.exp - claims.iat <= MAX_TOKEN_AGE_SECONDS)

/** Throws `unauthenticated` unless every claim is there, lives 5 minutes at most and is of this hub. */
export function callerOf(claims: unknown, token: string, hub: string, now: Date): Caller {
  const parsed = claimsSchema.safeParse(claims)
  if (!parsed.success || parsed.data.hub !== hub) throw httpErrors.unauthenticated()
  const { sub, agency, scope, roles, acr, auth_time, iat, exp, cnf } = parsed.data
  const latest = now.getTime() / 1000 + CLOCK_SKEW_SECONDS
  if (iat > latest || auth_time > latest) throw httpErrors.unauthenticated()
  return {
    user: sub,
    agency,
    hub,
    scopes: new Set(scope.split(' ').filter(Boolean)),
    roles,
    acr,
    authTime: new Date(auth_time * 1000),
    issuedAt: new Date(iat * 1000),
    expiresAt: new Date(exp * 1000),
    jkt: cnf?.jkt,
    token,
  }
}

/** How and when somebody signed in. */
export type SignIn = Pick<Caller, 'acr' | 'authTime'>

/** With a second factor, in the last 5 minutes. Whoever else issues tokens may not heed the challenge's `acr_values`. */
export const isSteppedUp = ({ acr, authTime }: SignIn, now: Date): boolean =>
  acr === STEP_UP_ACR && now.getTime() - authTime.getTime() <= STEP_UP_SECONDS * 1000

/** Throws `step_up_required`. */
export function requireStepUp(caller: SignIn, now: Date): void {
  if (!isSteppedUp(caller, now)) throw httpErrors.step_up_required()
}
