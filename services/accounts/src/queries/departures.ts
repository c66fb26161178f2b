import {
  create,
  type DeparturesRequest,
  DeparturesRequestSchema,
  type DeparturesResponse,
  DeparturesResponseSchema,
  DeparturesSchema,
  departureKinds,
  timestampFromDate,
  toBinary,
} from '@amparo/contracts'
import { requestHash, type SigningKey, STATEMENT_LIFETIME_MS, signStatement } from '@amparo/crypto'
import type { Clock } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import { findDepartures } from '../store/departures.ts'

interface DeparturesDeps {
  readonly store: Pick<Store, 'read'>
  readonly sign: SigningKey
  readonly now: Clock
}

const AT_ONCE = 200

/** For audit alone: who left, by reference. */
export const answerDepartures =
  ({ store, sign, now }: DeparturesDeps) =>
  async (request: DeparturesRequest): Promise<DeparturesResponse> => {
    const found = await store.read(reader => findDepartures(reader, request.after, AT_ONCE))
    const departures = {
      requestHash: requestHash(toBinary(DeparturesRequestSchema, request)),
      departures: found.map(({ kind, at, ...rest }) => ({
        ...{ ...rest, kind: departureKinds.toEnum(kind), at: timestampFromDate(at) },
      })),
      expiresAt: timestampFromDate(new Date(now().getTime() + STATEMENT_LIFETIME_MS)),
    }
    const signed = signStatement(DeparturesSchema, departures, 'departures.v1', sign)
    return create(DeparturesResponseSchema, { departures: signed })
  }
