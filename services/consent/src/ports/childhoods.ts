import { type Ask, boundTo, type Verifying } from '@amparo/asking'
import { ChildhoodsRequestSchema, ChildhoodsSchema, create, childhoods as question } from '@amparo/contracts'
import { verifyStatement } from '@amparo/crypto'
import type { Childhood } from '../domain/child.ts'

/** What is known of people by their internal ids, in the order asked; `undefined`: of somebody it cannot be found out. Throws where nobody can say anything. */
export type FindChildhoods = (subjectIds: readonly string[]) => Promise<readonly (Childhood | undefined)[]>

/** Erased meanwhile, or never here: nothing that was said for them carries anything. */
const OF_NOBODY: Childhood = { minor: true, guardianNamed: false, guardianConflict: false }

export const childhoodsBy =
  (ask: Ask, { signer, now, newId }: Verifying): FindChildhoods =>
  async subjectIds => {
    const request = create(ChildhoodsRequestSchema, { nonce: newId(), subjectIds: [...subjectIds] })
    const { childhoods: signed } = await ask(question, request)
    const expected = boundTo(ChildhoodsRequestSchema, request, now)
    const stated = verifyStatement(ChildhoodsSchema, 'childhoods.v1', signed, signer, expected)
    const known = new Map<string, Childhood>(stated.people.map(person => [person.subjectId, childhoodIn(person)]))
    const unreadable = new Set(stated.unreadable)
    return subjectIds.map(id => known.get(id) ?? (unreadable.has(id) ? undefined : OF_NOBODY))
  }

const childhoodIn = ({ minor, guardianNamed, guardianConflict }: Childhood): Childhood => ({
  ...{ minor, guardianNamed, guardianConflict },
})
