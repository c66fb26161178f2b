import type { Transaction } from '@amparo/store'
import { isHeard, type Taker } from '../domain/withdrawal.ts'
import type { ChildFacts, FindChild } from '../ports/child.ts'
import type { Deps } from './deps.ts'
import { openDraftIn } from './open-safeguarding-draft.ts'

type Unguarded = 'minor_without_guardian_or_safeguarding' | 'guardian_conflict'

type Reason = Unguarded | Lost | 'consent_refused'

type Lost = 'withdrawn_by_child' | 'withdrawn_by_guardian' | 'withdrawn_by_court'

interface Endangered {
  readonly subjectId: string
  readonly child: ChildFacts
  readonly reason: Reason
  /** Who heard it. Absent: somebody of another hub. */
  readonly caller?: { readonly user: string; readonly agency: string }
  readonly correlationId: string
}

/** Why a child is without what was agreed to. */
export const LOST: Readonly<Record<Taker, Lost>> = {
  self: 'withdrawn_by_child',
  guardian: 'withdrawn_by_guardian',
  court: 'withdrawn_by_court',
}

/** The same when it is taken back: or the child is without who spoke for them. */
export const lostWith = (by: Taker, child: ChildFacts): Reason => (isHeard(by, child) ? LOST[by] : 'guardian_conflict')

/**
 * What is said for a child leaves no child without help: a safeguarding draft opens wherever they were registered, whoever heard it, also where
 * they were only received (rules: Children). Answers the drafts by agency; none of who is no child, or came from another hub.
 */
export async function safeguard(
  deps: Pick<Deps, 'newId' | 'now' | 'log'>,
  tx: Transaction,
  { subjectId, child: { minor, keepers }, reason, caller, correlationId }: Endangered,
): Promise<ReadonlyMap<string, string>> {
  const drafts = new Map<string, string>()
  if (!minor) return drafts
  for (const { agencyId, subjectRef } of keepers) {
    const userId = caller?.agency === agencyId ? caller.user : ''
    const draft = { child: { subjectId, subjectRef }, agencyId, userId, reason, correlationId }
    drafts.set(agencyId, await openDraftIn(deps, tx, draft))
  }
  return drafts
}

/** Whether it is refused for want of somebody who may speak for the child. */
export const isUnguarded = (code: string): code is Unguarded =>
  code === 'minor_without_guardian_or_safeguarding' || code === 'guardian_conflict'

interface Denied extends Omit<Endangered, 'child' | 'reason'> {
  readonly code: string
}

/**
 * The consent is refused, the child is not: whatever was asked, also about another hub, opens a draft where nobody may speak for the child.
 * Answers the drafts by agency; none of what is denied for another reason.
 */
export async function safeguardDenied(
  deps: Pick<Deps, 'store' | 'newId' | 'now' | 'log'> & { readonly findChild: FindChild },
  { code, ...of }: Denied,
): Promise<ReadonlyMap<string, string>> {
  if (!isUnguarded(code)) return new Map()
  const child = await deps.findChild(of.subjectId)
  return deps.store.run(tx => safeguard(deps, tx, { ...of, child, reason: code }))
}
