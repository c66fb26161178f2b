import {
  create,
  type MessageInitShape,
  RequestRefusal,
  type RequestStandingRequest,
  RequestStandingRequestSchema,
  type RequestStandingResponse,
  RequestStandingResponseSchema,
  RequestStandingSchema,
  timestampFromDate,
  toBinary,
} from '@amparo/contracts'
import { requestHash, type SigningKey, STATEMENT_LIFETIME_MS, signStatement } from '@amparo/crypto'
import type { Caller, TokenVerifier } from '@amparo/http'
import { AppError, type Clock, isUuid } from '@amparo/kernel'
import { type RequestStands, type requestStanding, SHEETS } from '../queries/request-standing.ts'

interface Deps {
  readonly verifier: TokenVerifier
  readonly find: ReturnType<typeof requestStanding>
  readonly sign: SigningKey
  readonly now: Clock
}

/**
 * Signed, for 30 s, for this request. Why a party has none, is said to whom the request's page shows as much; to everybody else not theirs, not
 * signed and no such request look alike.
 */
export const answerRequestStanding =
  ({ verifier, find, sign, now }: Deps) =>
  async (request: RequestStandingRequest): Promise<RequestStandingResponse> => {
    const nobody = create(RequestStandingResponseSchema)
    if (!isUuid(request.requestId)) return nobody
    const caller = request.token === '' ? undefined : await verifier.verify(request.token).catch(orNobody)
    if (request.token !== '' && !mayAsk(caller)) return nobody
    const sheet = SHEETS.find(kind => kind === request.sheet)
    const stands = await find(request.requestId, { agency: caller?.agency, sheet }).catch(orNobody)
    if (stands === undefined) return nobody
    if (stands === 'discarded')
      return caller?.scopes.has(PAGE)
        ? create(RequestStandingResponseSchema, { refusal: RequestRefusal.DISCARDED })
        : nobody
    const bound = {
      requestHash: requestHash(toBinary(RequestStandingRequestSchema, request)),
      expiresAt: timestampFromDate(new Date(now().getTime() + STATEMENT_LIFETIME_MS)),
    }
    const stated = { ...stating(stands, caller), ...bound }
    const standing = signStatement(RequestStandingSchema, stated, 'request-standing.v1', sign)
    return create(RequestStandingResponseSchema, { standing })
  }

/** By which a request's page is read. */
const PAGE = 'evidence:request'

const mayAsk = (caller: Caller | undefined): boolean =>
  caller !== undefined && [PAGE, 'evidence:decide', 'evidence:contact'].some(scope => caller.scopes.has(scope))

/** The token says nothing, or there is no such request. Throws while it cannot be told. */
function orNobody(error: unknown): undefined {
  if (error instanceof AppError && error.kind !== 'unavailable') return undefined
  throw error
}

const stating = (
  { request, role, texts, files, over, victims, reasons, sheet }: RequestStands,
  caller: Caller | undefined,
): MessageInitShape<typeof RequestStandingSchema> => ({
  requestId: request.id,
  userId: caller?.user ?? '',
  agencyId: caller?.agency ?? '',
  role: role ?? '',
  open: request.status === 'draft' || request.status === 'returned',
  ...{ fromHub: request.fromHub, toHub: request.toHub, draftedBy: request.draftedBy },
  ...(request.parties && { ...request.parties }),
  texts: texts.map(text => ({ ...text })),
  files: files.map(({ item: itemId, ...file }) => ({ itemId, ...file })),
  ...{ over, victims },
  reasons: reasons.map(one => ({ ...one })),
  sheet: sheet === undefined ? '' : JSON.stringify(sheet),
})
