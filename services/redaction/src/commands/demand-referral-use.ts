import type { Append } from '@amparo/asking'
import {
  Action,
  AgencyType,
  ASKED_AS,
  type ItemUseCode,
  isFreeUse,
  PASS_AS_AGREED,
  type Standing,
  type StandingUse,
  timestampDate,
  timestampFromDate,
} from '@amparo/contracts'
import type { Clock, NewId } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import type { Party } from '../ports/decision.ts'
import type { GivenPermit } from '../ports/given-permit.ts'
import { useOnce } from '../store/referral-uses.ts'
import { groundsOf } from './permit.ts'

export interface DemandReferralUseDeps {
  readonly store: Pick<Store, 'run'>
  readonly append: Append
  readonly now: Clock
  readonly newId: NewId
}

interface UsedReferral {
  readonly standing: Pick<Standing, 'referralId' | 'uses'>
  /** The handling code that its sender has stated; undefined: none, and nothing is let unasked. */
  readonly handling: string | undefined
  readonly use: ItemUseCode
  readonly caller: { readonly user: string; readonly acr: string }
  readonly own: Party
  /** To whom it goes on; absent: it is read. */
  readonly to?: Party & { readonly type: AgencyType | undefined }
  /** It goes on with a referral of the very person, so that consent decides by their word who has it. */
  readonly ofPerson?: boolean
  readonly subjectRef: string
  /** A file is shown whole or not at all. */
  readonly whole: boolean
  /** A download that broke goes on from there. */
  readonly goesOn?: boolean
  /** On which it is used. Absent: it is decided later. */
  readonly permit?: GivenPermit | undefined
}

/** To whom each of them lets it go on, by kind. */
const PASSED_TO: Readonly<Partial<Record<AgencyType, string>>> = {
  [AgencyType.POLICE]: 'pass-to-police',
  [AgencyType.PROSECUTION]: 'pass-to-prosecution',
  [AgencyType.COURT]: 'pass-to-court',
}
const ONCE: readonly string[] = ['once-only', 'after-asking-again']
/** In which a line may break, or a page be loaded anew. */
const SAME_USE_MS = 10 * 60_000
/** In which a large file gets through a thin line, piece by piece. */
const SAME_DOWNLOAD_MS = 24 * 60 * 60_000

/**
 * What came with a referral is read for what it was sent for; for anything else where the handling code that its sender has stated lets it,
 * or once its sender has permitted that, asked and answered by the steps of their protocol. Both what is let and what is not stand in the log before anything is told. Answers whether identity stays
 * out. Throws the refusal.
 */
export async function demandReferralUse(
  deps: DemandReferralUseDeps,
  used: UsedReferral,
): Promise<{ readonly withoutIdentity: boolean }> {
  const { standing, handling, use, caller, own, to, subjectRef, whole, permit } = used
  if (use === 'as-requested') return { withoutIdentity: false }
  const { append, now, newId } = deps
  const { referralId } = standing
  const isFree = handling !== undefined && isFreeUse(use, handling)
  const decided = isFree ? 'free' : await decide(deps, used)
  const withoutIdentity = decided === 'without-identity-of-victims'
  const refusal = typeof decided === 'object' ? decided.refusal : withoutIdentity && whole ? WHOLE : undefined
  await append({
    ...{ entryId: newId(), userId: caller.user, agency: own, authentication: caller.acr, referralId, subjectRef },
    ...{ recipient: partyOf(to ?? own), occurredAt: timestampFromDate(now()) },
    ...(refusal === undefined
      ? { ...(permit && groundsOf(permit)), action: Action.ITEM_USED, code: use }
      : { action: Action.DISCLOSURE_DENIED, code: refusal }),
  })
  if (refusal !== undefined) throw errors[refusal]()
  return { withoutIdentity }
}

const partyOf = ({ hub, agencyId }: Party): Party => ({ hub, agencyId })

const WHOLE = 'referral_use_without_identity'
type Refusal = `referral_use_${'not_permitted' | 'not_answered' | 'refused' | 'spent' | 'without_identity'}`

/** Permitted for a time that has passed: as if nobody had asked. */
const isOver = ({ until }: StandingUse, now: Date): boolean => until !== undefined && timestampDate(until) <= now

/** Whether what was asked for is that use; of what goes on, for that recipient. */
function isOf({ use, to, ofPerson = false }: UsedReferral, asked: StandingUse): boolean {
  if (to !== undefined && use === 'pass-to-other-agency')
    return (ofPerson && asked.use === PASS_AS_AGREED) || (to.type !== undefined && asked.use === PASSED_TO[to.type])
  return use !== 'as-requested' && ASKED_AS[use].includes(asked.use)
}

/** How it is permitted, or why it is not. */
async function decide(
  { store, now }: DemandReferralUseDeps,
  used: UsedReferral,
): Promise<string | { readonly refusal: Refusal }> {
  const { referralId, uses } = used.standing
  const { user: userId } = used.caller
  const at = now()
  const said = uses.filter(one => isOf(used, one) && !isOver(one, at))
  const permitted = said.find(({ state }) => state === 'permitted')
  if (permitted === undefined) {
    if (said.some(({ state }) => state === 'asked')) return { refusal: 'referral_use_not_answered' }
    return { refusal: said.length > 0 ? 'referral_use_refused' : 'referral_use_not_permitted' }
  }
  if (ONCE.includes(permitted.how)) {
    const once = { referralId, permission: permitted.n, userId, at }
    const since = new Date(at.getTime() - (used.goesOn ? SAME_DOWNLOAD_MS : SAME_USE_MS))
    if (!(await store.run(tx => useOnce(tx, once, since)))) return { refusal: 'referral_use_spent' }
  }
  return permitted.how
}
