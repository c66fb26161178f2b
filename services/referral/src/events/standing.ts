import {
  create,
  type MessageInitShape,
  places,
  priorities,
  protocols,
  purposes,
  type StandingRequest,
  StandingRequestSchema,
  type StandingResponse,
  StandingResponseSchema,
  StandingSchema,
  serviceCategories,
  standingRefusals,
  timestampFromDate,
  toBinary,
  type WithWhomRequest,
  WithWhomRequestSchema,
  type WithWhomResponse,
  WithWhomResponseSchema,
  WithWhomSchema,
} from '@amparo/contracts'
import { requestHash, type SigningKey, STATEMENT_LIFETIME_MS, signStatement } from '@amparo/crypto'
import { type Caller, callerIn, type TokenVerifier } from '@amparo/http'
import type { Clock } from '@amparo/kernel'
import { formsOf } from '@amparo/protocols'
import { useMessage } from '../commands/tell-uses.ts'
import type { Sent } from '../domain/case.ts'
import { usesLet } from '../domain/leave.ts'
import { sideOfParty } from '../domain/referral.ts'
import { hasRoom } from '../domain/room.ts'
import type { Refused } from '../domain/standing.ts'
import type { standing, standingOutside, withWhom } from '../queries/standing.ts'
import { askerOf } from './caller.ts'

export interface StandingDeps {
  readonly verifier: TokenVerifier
  readonly find: ReturnType<typeof standing>
  readonly findOutside: ReturnType<typeof standingOutside>
  readonly sign: SigningKey
  readonly now: Clock
}

/**
 * May this user open this referral's person now? Signed, for 30 s, for this request. Why not, is said to whom the referral's page shows as
 * much; to everybody else no party, outside its compartment and no such referral look alike.
 */
export const answerStanding =
  (deps: StandingDeps) =>
  async (request: StandingRequest): Promise<StandingResponse> => {
    const { sign, now } = deps
    const stands = request.link ? await byLink(deps, request) : await byToken(deps, request)
    if (stands === undefined) return create(StandingResponseSchema)
    if ('refusal' in stands) return create(StandingResponseSchema, { refusal: standingRefusals.toEnum(stands.refusal) })
    const { found, caller } = stands
    const bound = {
      requestHash: requestHash(toBinary(StandingRequestSchema, request)),
      expiresAt: timestampFromDate(new Date(now().getTime() + STATEMENT_LIFETIME_MS)),
    }
    const stated = { ...stating(found, caller), ...bound }
    return create(StandingResponseSchema, { standing: signStatement(StandingSchema, stated, 'standing.v1', sign) })
  }

export interface WithWhomDeps extends Pick<StandingDeps, 'verifier' | 'sign' | 'now'> {
  readonly find: ReturnType<typeof withWhom>
}

interface Reading {
  readonly found: Sent
  readonly caller: Pick<Caller, 'user' | 'agency' | 'hub'>
}

/** Undefined: to this asker there is no such referral. */
async function byToken(
  { verifier, find }: StandingDeps,
  request: StandingRequest,
): Promise<Reading | { readonly refusal: Exclude<Refused, 'no_party'> } | undefined> {
  const caller = await callerIn(verifier, request.token)
  if (!caller?.scopes.has('view:open')) return undefined
  const found = await find(request.referralId, askerOf(caller), caller.user)
  if (typeof found !== 'string') return { found, caller }
  return found === 'no_party' || !caller.scopes.has('referral:read') ? undefined : { refusal: found }
}

/** Whoever comes with a link is no user; that it is good, redaction has seen. */
async function byLink(
  { findOutside }: StandingDeps,
  { referralId, token }: StandingRequest,
): Promise<Reading | undefined> {
  const found = token === '' ? await findOutside(referralId) : undefined
  const to = found?.referral.to
  return found && to && { found, caller: { user: '', agency: to.agencyId, hub: to.hub } }
}

/**
 * With whom is this referral, and does this user look after it? Signed, for 30 s, for this request. Absent for whoever may not open
 * anybody in an emergency, is no party, or of what is not there.
 */
export const answerWithWhom =
  ({ verifier, find, sign, now }: WithWhomDeps) =>
  async (request: WithWhomRequest): Promise<WithWhomResponse> => {
    const { token, referralId } = request
    const caller = await callerIn(verifier, token)
    if (!caller?.scopes.has('identity:emergency')) return create(WithWhomResponseSchema)
    const found = await find(referralId, askerOf(caller), caller.user)
    if (found === undefined) return create(WithWhomResponseSchema)
    const { place, since, ...rest } = found
    const stated = {
      ...{
        ...rest,
        place: places.toEnum(place),
        since: timestampFromDate(since),
        referralId,
        userId: caller.user,
        agencyId: caller.agency,
      },
      requestHash: requestHash(toBinary(WithWhomRequestSchema, request)),
      expiresAt: timestampFromDate(new Date(now().getTime() + STATEMENT_LIFETIME_MS)),
    }
    return create(WithWhomResponseSchema, { withWhom: signStatement(WithWhomSchema, stated, 'with-whom.v1', sign) })
  }

function stating(found: Sent, caller: Reading['caller']): MessageInitShape<typeof StandingSchema> {
  const { referral, run } = found
  const side = sideOfParty(referral, { hub: caller.hub, agencyId: caller.agency })
  return {
    referralId: referral.id,
    userId: caller.user,
    agencyId: caller.agency,
    subjectRef: referral.subjectRef,
    from: referral.from,
    ...(referral.to && { to: referral.to }),
    protocol: protocols.toEnum(run.protocol.family),
    protocolId: referral.protocol,
    protocolVersion: run.protocol.version,
    forms: [...formsOf(run.protocol)],
    compartment: referral.compartment,
    logFull: side !== undefined && !hasRoom(found, side, 'writing'),
    priority: priorities.toEnum(referral.priority),
    purpose: purposes.toEnum(referral.purpose),
    uses: usesLet(found).map(useMessage),
    services: referral.services.map(code => serviceCategories.toEnum(code)),
  }
}
