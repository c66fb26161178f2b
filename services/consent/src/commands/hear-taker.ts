import { denials } from '@amparo/contracts'
import type { Childhood } from '../domain/child.ts'
import { isHeard, type Taker } from '../domain/withdrawal.ts'
import type { FindChild } from '../ports/child.ts'
import type { Deps } from './deps.ts'
import { lostWith, safeguard } from './safeguard.ts'

interface Taking {
  readonly by: Taker
  /** Undefined: erased since it was said. */
  readonly subjectId: string | undefined
  /** Who hears it. Absent: nobody was there. */
  readonly caller?: { readonly user: string; readonly agency: string }
  readonly correlationId: string
}

export interface Heard {
  readonly isHeard: boolean
  readonly child: Childhood
  /** Of the caller's own agency. */
  readonly draftId: string | undefined
}

const GONE: Childhood = { minor: false, guardianNamed: false, guardianConflict: false }

/**
 * What is taken back leaves no child without help, whoever says it and wherever: a safeguarding draft opens first, at each agency whose child it
 * is. A guardian who may be part of the harm is not heard (rules: Children). Asked when it is said, and again when it is to count.
 */
export async function hearTaker(
  deps: Pick<Deps, 'store' | 'newId' | 'now' | 'log'> & { readonly findChild: FindChild },
  { by, subjectId, ...heardBy }: Taking,
): Promise<Heard> {
  if (subjectId === undefined) return { isHeard: true, child: GONE, draftId: undefined }
  const child = await deps.findChild(subjectId)
  const unguarded = { subjectId, child, reason: lostWith(by, child), ...heardBy }
  const drafts = await deps.store.run(tx => safeguard(deps, tx, unguarded))
  const draftId = heardBy.caller && drafts.get(heardBy.caller.agency)
  return { isHeard: isHeard(by, child), child, draftId }
}

export const guardianConflict = (draftId: string | undefined) =>
  denials.guardian_conflict({ ...(draftId !== undefined && { refs: { draftId } }) })
