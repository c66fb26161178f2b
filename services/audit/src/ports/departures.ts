import { type Asking, boundTo } from '@amparo/asking'
import {
  create,
  DeparturesRequestSchema,
  DeparturesSchema,
  departureKinds,
  departures as question,
  timestampDate,
} from '@amparo/contracts'
import { verifyStatement } from '@amparo/crypto'
import { unlessAway } from './unless-away.ts'

interface Departure {
  readonly number: number
  readonly userId: string
  readonly agencyId: string
  readonly kind: string
  readonly at: Date
}

/** Those after that number, in their order; none while accounts is away. Throws for an answer that does not verify. */
export type HearDepartures = (after: number) => Promise<readonly Departure[]>

/** `signer`: the key of accounts. */
export const hearDepartures =
  ({ ask, signer, now, newId }: Asking): HearDepartures =>
  async after => {
    const request = create(DeparturesRequestSchema, { nonce: newId(), after })
    const answer = await unlessAway(ask(question, request))
    if (answer === undefined) return []
    const bound = boundTo(DeparturesRequestSchema, request, now)
    const stated = verifyStatement(DeparturesSchema, 'departures.v1', answer.departures, signer, bound)
    return stated.departures.flatMap(({ number, userId, agencyId, kind, at }) =>
      kind === 0 || at === undefined
        ? []
        : [{ number, userId, agencyId, kind: departureKinds.toCode(kind), at: timestampDate(at) }],
    )
  }
