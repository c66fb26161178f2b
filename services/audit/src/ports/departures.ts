import {
  create,
  DeparturesRequestSchema,
  DeparturesSchema,
  departureKinds,
  departures as question,
  timestampDate,
  toBinary,
} from '@amparo/contracts'
import { requestHash, type VerificationKey, verifyStatement } from '@amparo/crypto'
import { AppError, type Clock, type NewId } from '@amparo/kernel'
import type { Nats } from '@amparo/messaging'

interface Departure {
  readonly number: number
  readonly userId: string
  readonly agencyId: string
  readonly kind: string
  readonly at: Date
}

/** Those after that number, in their order; none while accounts is away. Throws for an answer that does not verify. */
export type HearDepartures = (after: number) => Promise<readonly Departure[]>

interface HearDeps {
  readonly ask: Nats['ask']
  /** The key of accounts. */
  readonly signer: VerificationKey
  readonly now: Clock
  readonly newId: NewId
}

export const hearDepartures =
  ({ ask, signer, now, newId }: HearDeps): HearDepartures =>
  async after => {
    const request = create(DeparturesRequestSchema, { nonce: newId(), after })
    const answer = await ask(question, request).catch((error: unknown) => {
      // It is asked again in a minute.
      if (error instanceof AppError && error.kind === 'unavailable') return undefined
      throw error
    })
    if (answer === undefined) return []
    const bound = { now: now(), requestHash: requestHash(toBinary(DeparturesRequestSchema, request)) }
    const stated = verifyStatement(DeparturesSchema, 'departures.v1', answer.departures, signer, bound)
    return stated.departures.flatMap(({ number, userId, agencyId, kind, at }) =>
      kind === 0 || at === undefined
        ? []
        : [{ number, userId, agencyId, kind: departureKinds.toCode(kind), at: timestampDate(at) }],
    )
  }
