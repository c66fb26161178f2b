import type { Append } from '@amparo/asking'
import { denials, type ItemUseCode, type StatedCodes, strictestOf } from '@amparo/contracts'
import type { Clock, NewId } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import type { Party } from '../ports/decision.ts'
import type { Directory } from '../ports/directory.ts'
import type { GivenPermit } from '../ports/given-permit.ts'
import type { FindStanding, Reader } from '../ports/standing.ts'
import { asksPermission, type Protocols } from '../queries/protocol-rules.ts'
import type { DataKeys } from '../store/data-keys.ts'
import { cameAs } from '../store/file-hashes.ts'
import { type FileKept, openTerms } from '../store/files.ts'
import type { IndexKeys } from '../store/index-key.ts'
import { findKnownReferral, type KnownReferral } from '../store/known-referrals.ts'
import { demandReferralUse } from './demand-referral-use.ts'
import { isSame } from './open-case.ts'

export interface OriginUseDeps {
  readonly hub: string
  readonly store: Pick<Store, 'run' | 'read'>
  readonly keys: Pick<DataKeys, 'get'>
  readonly index: Pick<IndexKeys, 'known'>
  readonly findStanding: FindStanding
  readonly forms: Protocols
  readonly directory: Directory
  readonly append: Append
  readonly now: Clock
  readonly newId: NewId
}

interface UsedCopy {
  readonly caller: Reader & { readonly acr: string }
  /** Hex. */
  readonly sha256: string
  readonly use: ItemUseCode
  /** Whom it reaches. */
  readonly to: Party
  /** With which this very file came: its rule is asked already. */
  readonly cameWith?: string | undefined
  readonly permit?: GivenPermit | undefined
}

/**
 * What came to the caller's agency with a referral bears its limits as a file of whatever record, and attached to whatever text: each sender of
 * the same bytes has to let the use, as for the file that came. To whoever sent it, it goes unasked. Answers under which codes it came.
 * Throws onward_not_permitted, and the refusals of `demandReferralUse`.
 */
export async function demandOriginUse(deps: OriginUseDeps, used: UsedCopy): Promise<StatedCodes | undefined> {
  const { hub, store, index, keys } = deps
  const { caller, sha256, use, to } = used
  const tokens = (await index.known()).map(key => key.fileToken(sha256))
  const own = { hub, agencyId: caller.agency }
  const came = await store.read(reader => cameAs(reader, tokens, own))
  let codes: StatedCodes | undefined
  for (const file of came.filter(({ referralId }) => referralId !== used.cameWith)) {
    const referral = await store.read(reader => findKnownReferral(reader, file.referralId ?? ''))
    const { itemCodes } = openTerms(file, await keys.get(file.subjectId ?? ''))
    codes = strictestOf(codes, itemCodes)
    const isBack = referral !== undefined && isSame(to, isSame(referral.to, own) ? referral.from : referral.to)
    if (use !== 'as-requested' && !isBack)
      await demandOne(deps, used, { file, referral, handling: itemCodes?.handling })
  }
  return codes
}

interface Came {
  readonly file: FileKept
  /** Undefined: nobody here knows it any more, or knows it yet. */
  readonly referral: KnownReferral | undefined
  readonly handling: string | undefined
}

async function demandOne(
  deps: OriginUseDeps,
  { caller, use, to, permit }: UsedCopy,
  { file, referral, handling }: Came,
): Promise<void> {
  const { hub, findStanding, forms, directory } = deps
  const referralId = file.referralId ?? ''
  const own = { hub, agencyId: caller.agency }
  // Of a referral to which the caller is not assigned nobody says what its sender permits.
  const { standing = { referralId, uses: [] } } = await findStanding(caller, referralId)
  const isPassedOn = !isSame(to, own)
  const asks = referral !== undefined && isSame(referral.to, own) && asksPermission(forms, referral)
  if (isPassedOn && !asks) throw denials.onward_not_permitted()
  await demandReferralUse(deps, {
    ...{ standing, handling, use, caller, own, subjectRef: referral?.shareId ?? '', whole: true, permit },
    ...(isPassedOn && { to: { ...to, type: await directory.agencyType(to) } }),
  })
}
