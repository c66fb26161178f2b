import type { Replay } from '@amparo/store'
import { sideOf } from '../domain/access.ts'
import { absentIfGone, isSent } from '../domain/case.ts'
import { checkLink, type LinkKind } from '../domain/link.ts'
import { lockBriefs } from '../store/briefs.ts'
import { lockCase } from '../store/cases.ts'
import { addLink } from '../store/links.ts'
import { checkVersion } from './check-version.ts'
import type { Asking, Deps } from './deps.ts'
import { passOn } from './pass-on.ts'
import { tellLinked } from './tell-linked.ts'
import { wantLinkTold } from './want-across.ts'

export interface LinkReferrals {
  readonly caller: Asking
  readonly referralId: string
  readonly otherId: string
  readonly kind: LinkKind
  /** Of the first of the two, as the caller's agency sees it. */
  readonly expectedVersion: number | undefined
  readonly correlationId: string
  readonly replay: Replay
}

/**
 * Joins two referrals of which the caller's agency is a party; done already, nothing is told again. A transfer that was accepted before
 * it was called one passes the other on now. Throws what checkLink throws, and version_changed.
 */
export const linkReferrals =
  ({ run, now, hub, book, newId }: Deps) =>
  ({ caller, referralId, otherId, kind, expectedVersion, correlationId, replay }: LinkReferrals): Promise<void> =>
    run(async tx => {
      const briefs = await lockBriefs(tx, [referralId, otherId])
      const [one, other] = [briefs.get(referralId), briefs.get(otherId)]
      const asker = { hub, agencyId: caller.agency, scopes: caller.scopes }
      checkLink(one, other, kind, asker)
      const side = one && sideOf(one, asker)
      if (side) await checkVersion(tx, referralId, side, expectedVersion)
      const at = now()
      const link = { referralId, otherId, kind, byAgency: caller.agency, byUser: caller.user, at }
      if (!one || !other || !(await addLink(tx, link))) return
      await tellLinked(tx, [one, other], caller.agency, hub, at)
      await wantLinkTold(tx, [one, other], kind)
      const found = kind === 'transfer' ? await lockCase(tx, book, referralId).catch(absentIfGone) : undefined
      if (found && isSent(found)) await passOn(tx, { book, hub, newId }, found, { at, correlationId })
    }, replay)
