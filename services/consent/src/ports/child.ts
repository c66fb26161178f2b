import { type Ask, boundTo, type Verifying } from '@amparo/asking'
import { ChildRequestSchema, ChildSchema, create, child as question } from '@amparo/contracts'
import { errors as cryptoErrors, verifyStatement } from '@amparo/crypto'

/** What keeps a child safe, whoever heard of them. */
export interface ChildFacts {
  /** Under 18, or of an age in doubt: so is who is not known. */
  readonly minor: boolean
  /** Somebody stands on the record as their guardian. */
  readonly guardianNamed: boolean
  /** The guardian may be part of the harm. */
  readonly guardianConflict: boolean
  /** Agencies of this hub whose child it is, with the reference by which each has them. None of who came from another hub. */
  readonly keepers: readonly { readonly agencyId: string; readonly subjectRef: string }[]
}

/** By the internal id, asked where no user of the agency that keeps the record asks. */
export type FindChild = (subjectId: string) => Promise<ChildFacts>

export const childBy =
  (ask: Ask, { signer, now, newId }: Verifying): FindChild =>
  async subjectId => {
    const request = create(ChildRequestSchema, { nonce: newId(), subjectId })
    const { child: signed } = await ask(question, request)
    // Erased meanwhile, or never here: nobody is left for whom a draft could open.
    if (signed === undefined) return { minor: true, guardianNamed: false, guardianConflict: false, keepers: [] }
    const stated = verifyStatement(ChildSchema, 'child.v1', signed, signer, boundTo(ChildRequestSchema, request, now))
    if (stated.subjectId !== subjectId) throw cryptoErrors.statement_invalid()
    const { minor, guardianNamed, guardianConflict } = stated
    const keepers = stated.keepers.map(({ agencyId, subjectRef }) => ({ agencyId, subjectRef }))
    return { minor, guardianNamed, guardianConflict, keepers }
  }
