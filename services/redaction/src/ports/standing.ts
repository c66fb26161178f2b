import { type Ask, boundTo, type Verifying } from '@amparo/asking'
import {
  create,
  standing as question,
  type Standing,
  type StandingRefusal,
  StandingRequestSchema,
  StandingSchema,
} from '@amparo/contracts'
import { errors as cryptoErrors, verifyStatement } from '@amparo/crypto'

export interface Reader {
  readonly user: string
  readonly agency: string
  readonly token: string
}

/** A standing, or why there is none as far as this reader may know: neither is said to whoever is no party, and of what is not there. */
interface Answered {
  readonly standing?: Standing
  readonly refusal?: StandingRefusal
}

export type FindStanding = (reader: Reader, referralId: string) => Promise<Answered>

export const findStanding =
  (ask: Ask, { signer, now, newId }: Verifying): FindStanding =>
  async (reader, referralId) => {
    const request = create(StandingRequestSchema, { nonce: newId(), token: reader.token, referralId })
    const { standing: signed, refusal } = await ask(question, request)
    if (signed === undefined) return { refusal }
    const stated = verifyStatement(
      StandingSchema,
      'standing.v1',
      signed,
      signer,
      boundTo(StandingRequestSchema, request, now),
    )
    if (!isAbout(stated, reader, referralId)) throw cryptoErrors.statement_invalid()
    return { standing: stated }
  }

/** Of a referral whose recipient is no member and comes with a link. Undefined: it cannot be opened now, or is not there. */
export type FindOutside = (referralId: string, recipient: string) => Promise<Standing | undefined>

export const findOutside =
  (ask: Ask, { signer, now, newId }: Verifying): FindOutside =>
  async (referralId, recipient) => {
    const request = create(StandingRequestSchema, { nonce: newId(), token: '', referralId, link: true })
    const { standing: signed } = await ask(question, request)
    if (signed === undefined) return undefined
    const bound = boundTo(StandingRequestSchema, request, now)
    const stated = verifyStatement(StandingSchema, 'standing.v1', signed, signer, bound)
    if (!isAbout(stated, { user: '', agency: recipient, token: '' }, referralId)) throw cryptoErrors.statement_invalid()
    return stated
  }

/** The hash binds it to the request already; this holds should that ever be computed wrongly. */
const isAbout = (stated: Standing, { user, agency }: Reader, referralId: string): boolean =>
  stated.referralId === referralId && stated.userId === user && stated.agencyId === agency
