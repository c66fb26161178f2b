import { type Ask, boundTo, isAway, type Verifying } from '@amparo/asking'
import { create, staff as question, type Relation, relations, StaffRequestSchema, StaffSchema } from '@amparo/contracts'
import { errors as cryptoErrors, verifyStatement } from '@amparo/crypto'
import { relationsOf, type StaffName } from '../domain/relations.ts'

interface Reader {
  readonly user: string
  readonly agency: string
  readonly token: string
}

/** What a reader is to somebody of these names, for the entry in the log. Never fails for want of an answer: nobody's help waits for it. */
export type FindRelations = (reader: Reader, names: readonly string[]) => Promise<Relation[]>

export const findRelations =
  (ask: Ask, verifying: Verifying): FindRelations =>
  async (reader, names) => {
    // Whoever comes with a one-time link is nobody of an agency here.
    if (reader.token === '') return []
    const staff = await staffOf(ask, verifying, reader)
    return relationsOf(names, staff, { userId: reader.user }).map(relations.toEnum)
  }

/** Nobody while accounts is away. Throws for an answer that does not verify. */
async function staffOf(ask: Ask, { signer, now, newId }: Verifying, reader: Reader): Promise<readonly StaffName[]> {
  const request = create(StaffRequestSchema, { nonce: newId(), token: reader.token })
  const answer = await ask(question, request).catch((error: unknown) => {
    if (isAway(error)) return undefined
    throw error
  })
  if (answer?.staff === undefined) return []
  const bound = boundTo(StaffRequestSchema, request, now)
  const stated = verifyStatement(StaffSchema, 'staff.v1', answer.staff, signer, bound)
  if (stated.agencyId !== reader.agency) throw cryptoErrors.statement_invalid()
  return stated.members
}
