import {
  create,
  type MessageInitShape,
  priorities,
  protocols,
  purposes,
  type StandingRequest,
  StandingRequestSchema,
  type StandingResponse,
  StandingResponseSchema,
  StandingSchema,
  serviceCategories,
  timestampFromDate,
  toBinary,
} from '@amparo/contracts'
import { requestHash, type SigningKey, STATEMENT_LIFETIME_MS, signStatement } from '@amparo/crypto'
import type { Caller, TokenVerifier } from '@amparo/http'
import { AppError, type Clock } from '@amparo/kernel'
import type { Book } from '../domain/book.ts'
import type { Referral } from '../domain/referral.ts'
import type { standing, standingOutside } from '../queries/standing.ts'

export interface StandingDeps {
  readonly verifier: TokenVerifier
  readonly find: ReturnType<typeof standing>
  readonly findOutside: ReturnType<typeof standingOutside>
  readonly book: Book
  readonly sign: SigningKey
  readonly now: Clock
}

/**
 * May this user open this referral's person now? Signed, for 30 s, for this request. Absent for everybody else: not a party,
 * not assigned, ended, or no such referral look alike.
 */
export const answerStanding =
  (deps: StandingDeps) =>
  async (request: StandingRequest): Promise<StandingResponse> => {
    const { book, sign, now } = deps
    const found = request.link ? await byLink(deps, request) : await byToken(deps, request)
    if (found === undefined) return create(StandingResponseSchema)
    const { referral, caller } = found
    const bound = {
      requestHash: requestHash(toBinary(StandingRequestSchema, request)),
      expiresAt: timestampFromDate(new Date(now().getTime() + STATEMENT_LIFETIME_MS)),
    }
    const stated = { ...stating(book, referral, caller), ...bound }
    return create(StandingResponseSchema, { standing: signStatement(StandingSchema, stated, 'standing.v1', sign) })
  }

interface Found {
  readonly referral: Referral
  readonly caller: Pick<Caller, 'user' | 'agency'>
}

async function byToken({ verifier, find }: StandingDeps, request: StandingRequest): Promise<Found | undefined> {
  const caller = await callerOf(verifier, request.token)
  if (!caller?.scopes.has('view:open')) return undefined
  const referral = await find(request.referralId, askerOf(caller), caller.user)
  return referral && { referral, caller }
}

/** Whoever comes with a link is no user; that it is good, redaction has seen. */
async function byLink(
  { findOutside }: StandingDeps,
  { referralId, token }: StandingRequest,
): Promise<Found | undefined> {
  const referral = token === '' ? await findOutside(referralId) : undefined
  return referral?.to && { referral, caller: { user: '', agency: referral.to.agencyId } }
}

/** Undefined: the token says nothing. Throws while tokens cannot be checked. */
const callerOf = (verifier: TokenVerifier, token: string): Promise<Caller | undefined> =>
  verifier.verify(token).catch((error: unknown) => {
    if (error instanceof AppError && error.kind === 'unauthenticated') return undefined
    throw error
  })

const askerOf = ({ hub, agency, scopes }: Caller) => ({ hub, agencyId: agency, scopes })

const stating = (book: Book, referral: Referral, caller: Found['caller']): MessageInitShape<typeof StandingSchema> => ({
  referralId: referral.id,
  userId: caller.user,
  agencyId: caller.agency,
  subjectRef: referral.subjectRef,
  from: referral.from,
  ...(referral.to && { to: referral.to }),
  protocol: protocols.toEnum(book.get(referral.protocol, referral.protocolVersion)?.family ?? ''),
  protocolId: referral.protocol,
  protocolVersion: referral.protocolVersion,
  priority: priorities.toEnum(referral.priority),
  purpose: purposes.toEnum(referral.purpose),
  services: referral.services.map(code => serviceCategories.toEnum(code)),
})
