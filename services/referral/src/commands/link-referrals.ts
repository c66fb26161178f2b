import type { Replay } from '@amparo/store'
import { absentIfGone, isSent } from '../domain/case.ts'
import { checkLink, type LinkKind } from '../domain/link.ts'
import { lockBriefs } from '../store/briefs.ts'
import { lockCase } from '../store/cases.ts'
import { addLink } from '../store/links.ts'
import type { Asking, Deps } from './deps.ts'
import { passOn } from './pass-on.ts'
import { tellLinked } from './tell-linked.ts'

export interface LinkReferrals {
  readonly caller: Asking
  readonly referralId: string
  readonly otherId: string
  readonly kind: LinkKind
  readonly correlationId: string
  readonly replay: Replay
}

/**
 * Joins two referrals of which the caller's agency is a party; done already, nothing is told again. A transfer that was accepted before
 * it was called one passes the other on now. Throws what checkLink throws.
 */
export const linkReferrals =
  ({ run, now, hub, book, newId }: Deps) =>
  ({ caller, referralId, otherId, kind, correlationId, replay }: LinkReferrals): Promise<void> =>
    run(async tx => {
      const briefs = await lockBriefs(tx, [referralId, otherId])
      const [one, other] = [briefs.get(referralId), briefs.get(otherId)]
      checkLink(one, other, kind, { hub, agencyId: caller.agency, scopes: caller.scopes })
      const at = now()
      const link = { referralId, otherId, kind, byAgency: caller.agency, byUser: caller.user, at }
      if (!one || !other || !(await addLink(tx, link))) return
      await tellLinked(tx, [one, other], caller.agency, hub, at)
      const found = kind === 'transfer' ? await lockCase(tx, book, referralId).catch(absentIfGone) : undefined
      if (found && isSent(found)) await passOn(tx, { book, hub, newId }, found, { at, correlationId })
    }, replay)
