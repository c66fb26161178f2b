import type { Append } from '@amparo/asking'
import { Action, type EntrySchema, type MessageInitShape, timestampFromDate } from '@amparo/contracts'
import type { Store } from '@amparo/store'
import type { DecisionRecord, Kept } from '../domain/decision-record.ts'
import type { DenialCode } from '../domain/precedence.ts'
import { toldOf } from '../domain/told.ts'
import type { FindChild } from '../ports/child.ts'
import { wires } from '../ports/codes.ts'
import { keepDecision } from '../store/keep-decisions.ts'
import type { Deps } from './deps.ts'
import { safeguardDenied } from './safeguard.ts'

const OF_NO_REFERRAL = { protocol: undefined, priority: undefined, services: 0, report: false } as const

/** What is kept of a decision by a table of its own, whatever came of it. */
export type Apart = Omit<DecisionRecord, 'decisionId' | 'rule' | 'told' | 'permission' | keyof typeof OF_NO_REFERRAL>

/** To be kept in the transaction that writes its permit. Without `permission`: what it permits rests on no basis. */
export const permittedApart = (
  about: Apart,
  permitId: string,
  permission?: Omit<Kept, 'withheld' | 'codeNameOnly'>,
): DecisionRecord => ({
  ...{ ...OF_NO_REFERRAL, ...about, decisionId: permitId, rule: 'permitted', told: 'permitted' },
  permission: permission && { ...permission, withheld: [], codeNameOnly: false },
})

interface Refusing {
  readonly store: Pick<Store, 'run'>
  readonly append: Append
  readonly newId: () => string
}

interface ByWhom
  extends Pick<MessageInitShape<typeof EntrySchema>, 'agency' | 'recipient' | 'authentication' | 'subjectRef'> {
  /** The agency that registered the person. Undefined: nobody who may hear of them what is secret. */
  readonly holder: string | undefined
}

/** On record and in the log of access, under one id, before whoever asks hears of it and of where it is explained. */
export async function denyApart(
  { store, append, newId }: Refusing,
  about: Apart,
  rule: DenialCode,
  { holder, ...by }: ByWhom,
) {
  const decisionId = newId()
  const told = toldOf(rule, { ...about, holder })
  const decision: DecisionRecord = { ...OF_NO_REFERRAL, ...about, decisionId, rule, told, permission: undefined }
  await store.run(tx => keepDecision(tx, { decision }))
  const { referralId = '', userId = '', purpose, policyHash, decidedAt } = about
  await append({
    ...{ entryId: decisionId, action: Action.DISCLOSURE_DENIED, code: rule, policyHash },
    ...{ ...by, referralId, userId, occurredAt: timestampFromDate(decidedAt) },
    ...(purpose && { purpose: wires.purpose.write(purpose) }),
  })
  return { decision: { case: 'denial', value: { code: told, rule, decisionId } } } as const
}

/**
 * The same of what a basis was to carry: where nobody may speak for a child, a safeguarding draft opens, and the answer names that of whoever
 * asks.
 */
export async function denyCarrying(
  deps: Refusing & Pick<Deps, 'store' | 'now' | 'log'> & { readonly findChild: FindChild },
  about: Apart,
  code: DenialCode,
  by: ByWhom,
) {
  const { decision } = await denyApart(deps, about, code, by)
  const { subjectId, userId: user = '', askerAgency: agency } = about
  if (subjectId === undefined) return { decision }
  const { code: told, rule, decisionId } = decision.value
  const correlationId = about.referralId ?? decisionId
  const drafts = await safeguardDenied(deps, { code, subjectId, caller: { user, agency }, correlationId })
  // A draft would tell what the code does not.
  const draftId = (told === rule && drafts.get(agency)) || ''
  return { decision: { case: 'denial', value: { code: told, rule, decisionId, draftId } } } as const
}
