import type { Store, Transaction } from '@amparo/store'
import type { Party } from '../ports/decision.ts'
import type { FindUnderWay } from '../ports/under-way.ts'
import type { OpenedHeld } from '../queries/open-held.ts'
import { type KnownReferral, referralsOn } from '../store/known-referrals.ts'
import type { Actor } from './actor.ts'
import { type BuildPackageDeps, type BuiltPackage, buildPackage } from './build-package.ts'
import type { OpenCase } from './open-case.ts'

export interface RestingDeps extends BuildPackageDeps {
  readonly store: BuildPackageDeps['store'] & Pick<Store, 'read'>
  readonly findUnderWay: FindUnderWay
}

/** A referral that rests on the person, and must hear of what was corrected. */
export interface Resting {
  readonly referralId: string
  readonly from: Party
  readonly to: Party
  /** Undefined inside this hub. */
  readonly built: BuiltPackage | undefined
}

/** No person is referred so often. */
export const MAX_REFERRALS = 1_000

export const knownOn = ({ store }: Pick<RestingDeps, 'store'>, subjectId: string): Promise<readonly KnownReferral[]> =>
  store.read(reader => referralsOn(reader, subjectId, MAX_REFERRALS))

/**
 * Whether one rests on the person now that will not hear: it came in between, and if it goes to another hub, its package may have been
 * built of what stood before. Whoever calls has locked the person.
 */
export async function hasMore(
  tx: Transaction,
  { hub, subjectId }: { readonly hub: string; readonly subjectId: string },
  known: readonly KnownReferral[],
  told: readonly Resting[],
): Promise<boolean> {
  const isIn = (list: readonly { readonly referralId: string }[], referralId: string) =>
    list.some(one => one.referralId === referralId)
  return (await referralsOn(tx, subjectId, MAX_REFERRALS)).some(
    ({ referralId, to }) => !isIn(known, referralId) && !(to.hub === hub && isIn(told, referralId)),
  )
}

/**
 * Every referral of this hub's agencies that rests on the person, and for each to another hub, if it is under way, its supplement:
 * whoever corrects, and whoever is assigned there. A holder who was left out would go on calling an old number. Ended ones here hear
 * of it too, and have no step for it.
 */
export async function resting(
  deps: RestingDeps,
  { standing, parties }: OpenCase,
  known: readonly KnownReferral[],
  { now, by, correlationId }: { readonly now: OpenedHeld; readonly by: Actor; readonly correlationId: string },
): Promise<Resting[]> {
  const { hub } = deps
  const { referralId } = standing
  // Submitted a moment ago: if it goes to another hub, its package is built of what stands from now on.
  const isNew = !known.some(referral => referral.referralId === referralId)
  const told: Resting[] = isNew ? [{ ...parties, referralId, built: undefined }] : []
  const sent = known.filter(({ from }) => from.hub === hub)
  const abroad = sent.filter(({ to }) => to.hub !== hub)
  const open = await deps.findUnderWay(abroad.map(referral => referral.referralId))
  for (const referral of sent) {
    const { from, to } = referral
    const isHere = to.hub === hub
    if (!isHere && !open.has(referral.referralId)) continue
    const of = { ...referral, subjectRef: referral.shareId, by }
    const built = isHere ? undefined : await buildPackage(deps)(of, correlationId, { completing: { opened: now } })
    told.push({ referralId: referral.referralId, from, to, built })
  }
  return told
}
