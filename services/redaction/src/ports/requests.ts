import { type Ask, boundTo, type Verifying } from '@amparo/asking'
import {
  create,
  type EvidencePermitRequest,
  EvidencePermitRequestSchema,
  evidencePermit,
  type MessageInitShape,
  Purpose,
  RequestRefusal,
  type RequestStanding,
  RequestStandingRequestSchema,
  RequestStandingSchema,
  requestStanding,
} from '@amparo/contracts'
import { errors as cryptoErrors, verifyStatement } from '@amparo/crypto'
import { errors } from '../domain/request-errors.ts'
import type { DocumentKind } from '../domain/request-sheet.ts'
import type { Party } from './decision.ts'
import { type Denied, deniedBy, type GivenPermit, verifyPermit } from './given-permit.ts'
import type { Reader } from './standing.ts'

/**
 * What the reader's agency is to a request for evidence; without a reader, of one that was signed. Undefined: nothing, or it is not there. Throws
 * `request_discarded` to its drafter.
 */
export type FindRequest = (
  requestId: string,
  reader?: Reader,
  options?: { readonly sheet: DocumentKind },
) => Promise<RequestStanding | undefined>

export const findRequest =
  (ask: Ask, { signer, now, newId }: Verifying): FindRequest =>
  async (requestId, reader, options) => {
    const asked = { nonce: newId(), token: reader?.token ?? '', requestId, sheet: options?.sheet ?? '' }
    const request = create(RequestStandingRequestSchema, asked)
    const { standing: signed, refusal } = await ask(requestStanding, request)
    if (signed === undefined && refusal === RequestRefusal.DISCARDED) throw errors.request_discarded()
    if (signed === undefined) return undefined
    const bound = boundTo(RequestStandingRequestSchema, request, now)
    const stated = verifyStatement(RequestStandingSchema, 'request-standing.v1', signed, signer, bound)
    const { user = '', agency = '' } = reader ?? {}
    // The hash binds it to the request already; this holds should that ever be computed wrongly.
    if (stated.requestId !== requestId || stated.userId !== user || stated.agencyId !== agency)
      throw cryptoErrors.statement_invalid()
    return stated
  }

export interface AskedPermit {
  readonly requestId: string
  readonly sender: Party
  readonly recipient: Party
  readonly executingHub: string
  /** Undefined: it is about to leave. */
  readonly reader: Reader | undefined
  /** It is no part of the request, but written about it. */
  readonly letter?: boolean
  /** Where it leaves: what is said of the victims in it and the other state. Default: nothing, and it does not leave. */
  readonly victims?: string
  /** And that in operational contact. */
  readonly contact?: boolean
}

/** Throws when there is no answer, or one that does not verify: then nothing is read, and nothing leaves. */
export type PermitEvidence = (asked: AskedPermit) => Promise<{ readonly permit: GivenPermit } | Denied>

export const permitEvidence =
  (ask: Ask, { signer, now, newId }: Verifying): PermitEvidence =>
  async ({ reader, ...asked }) => {
    const said: MessageInitShape<typeof EvidencePermitRequestSchema> = {
      ...asked,
      nonce: newId(),
      token: reader?.token ?? '',
      purpose: Purpose.CRIMINAL_INVESTIGATION,
    }
    const request: EvidencePermitRequest = create(EvidencePermitRequestSchema, said)
    const { decision } = await ask(evidencePermit, request)
    if (decision.case === 'denial') return deniedBy(decision.value)
    if (decision.case !== 'permit') throw cryptoErrors.statement_invalid()
    const bound = boundTo(EvidencePermitRequestSchema, request, now)
    const permit = verifyPermit(decision.value, signer, bound)
    const { hub, agencyId } = asked.recipient
    const isFor = permit.recipient?.hub === hub && permit.recipient.agencyId === agencyId
    if (!isFor || permit.referralId !== asked.requestId || permit.userId !== (reader?.user ?? ''))
      throw cryptoErrors.statement_invalid()
    return { permit }
  }
