import { consentWithdrawn, encode } from '@amparo/contracts'
import type { Transaction } from '@amparo/store'
import { answerBy, type RecallKind } from '../domain/recall.ts'
import { recallBody } from '../ports/hub-statement.ts'
import { lineTo } from '../store/bases.ts'
import { lastLeftAt, type PermittedSubmission, submissionsOf } from '../store/permits.ts'
import { addRecall, adoptRecalls, hasOpenRecall, type NewRecall } from '../store/recalls.ts'
import type { Deps } from './deps.ts'
import { sayToHub, tellAgency } from './say-to-hub.ts'

export type RecallDeps = Pick<Deps, 'hub' | 'policy' | 'newId'>

interface Opening {
  readonly kind: RecallKind
  /** What ended here; undefined: it ended in another hub. */
  readonly basisId: string | undefined
  /** The recall of whoever sent these referrals. */
  readonly parentId?: string
  readonly submissions: readonly PermittedSubmission[]
  readonly at: Date
}

/**
 * Everybody who got the data of these referrals is to stop and to say so: a holder in this hub is told, and shown nothing from now on; the
 * hub of another one is sent a recall. To whom a holder of this hub passed the person on, is recalled in turn, but not for what the holder itself
 * has done: whoever got them from one that is suspended goes on helping. Nobody is recalled twice at once: all callers hold withdrawals. Answers
 * with the referrals that halt for that.
 */
export async function openRecalls(deps: RecallDeps, tx: Transaction, opening: Opening): Promise<string[]> {
  const { hub, policy, newId } = deps
  const { kind, basisId, parentId, submissions, at } = opening
  // What was renewed meanwhile may have been cited before.
  const line = basisId === undefined ? undefined : await lineTo(tx, basisId)
  const halted: string[] = []
  for (const { referralId, recipient, sender, priority, subjectId, isLast, basisId: restsOn } of submissions) {
    const isHere = recipient.hub === hub
    const holder = { hub: recipient.hub, agencyId: recipient.agencyId }
    const leftAt = isHere ? undefined : await lastLeftAt(tx, referralId)
    // A package that was never made is with nobody.
    if (!isLast || !(isHere || leftAt) || (await hasOpenRecall(tx, referralId, holder))) continue
    // It ends what had left by then: another instance permitted that, maybe, and its clock is ahead of this one's.
    const recalledAt = leftAt !== undefined && leftAt > at ? leftAt : at
    const recall: NewRecall = {
      ...{ recallId: newId(), kind, basisId, parentId, referralId, from: sender, holder, recalledAt },
      answerBy: answerBy(at, priority, policy.withdrawal),
      ...(isHere ? { state: 'views_stopped', viewsStoppedAt: at } : { state: 'asked', viewsStoppedAt: undefined }),
    }
    await addRecall(tx, recall)
    if (isHere) {
      tellAgency(deps, tx, { agencyId: holder.agencyId, referralId, what: 'recall', at })
      if (kind === 'suspended') continue
      const passedOn = await submissionsOf(tx, subjectId, holder.agencyId)
      // A fresh one that is below nobody: so none is ever below itself.
      const sentOn = passedOn.map(other => other.referralId)
      if (parentId === undefined) await adoptRecalls(tx, recall.recallId, sentOn)
      // What ended in another hub has no basis here; what went further on its grant goes with it.
      const rests = line ?? new Set([restsOn])
      const onward = passedOn.filter(other => rests.has(other.basisId))
      halted.push(...(await recallOnward(deps, tx, { recall, submissions: onward, at })))
    } else await sayToHub(deps, tx, { toHub: holder.hub, at: recalledAt }, recallBody(recall))
  }
  return halted
}

interface Onward {
  readonly recall: NewRecall
  readonly submissions: readonly PermittedSubmission[]
  /** By this hub's clock: what it recalls it had permitted by that. The recall may be another hub's, with its time. */
  readonly at: Date
}

/** What a holder has sent on halts too, and its own holders are recalled. Answers with all of these referrals. */
export async function recallOnward(
  deps: RecallDeps,
  tx: Transaction,
  { recall, submissions, at }: Onward,
): Promise<string[]> {
  if (submissions.length === 0) return []
  const { recallId, kind, basisId, holder } = recall
  const payload = {
    basisId: basisId ?? '',
    agencyId: holder.agencyId,
    referralIds: submissions.filter(({ isLast }) => isLast).map(({ referralId }) => referralId),
    voidPermits: submissions.map(({ permitId, referralId }) => ({ permitId, referralId })),
  }
  const meta = { id: deps.newId(), aggregateId: recallId, aggregateVersion: 1, occurredAt: at, correlationId: recallId }
  tx.emit(encode(consentWithdrawn, payload, meta))
  const below = await openRecalls(deps, tx, { kind, basisId, parentId: recallId, submissions, at })
  return [...submissions.map(({ referralId }) => referralId), ...below]
}
