import type { Replay } from '@amparo/store'
import { checkLink, type LinkKind } from '../domain/link.ts'
import { lockBriefs } from '../store/briefs.ts'
import { addLink } from '../store/links.ts'
import type { Asking, Deps } from './deps.ts'
import { tellLinked } from './tell-linked.ts'

export interface LinkReferrals {
  readonly caller: Asking
  readonly referralId: string
  readonly otherId: string
  readonly kind: LinkKind
  readonly replay: Replay
}

/** Joins two referrals of which the caller's agency is a party; done already, nothing is told again. Throws what checkLink throws. */
export const linkReferrals =
  ({ run, now, hub }: Deps) =>
  ({ caller, referralId, otherId, kind, replay }: LinkReferrals): Promise<void> =>
    run(async tx => {
      const briefs = await lockBriefs(tx, [referralId, otherId])
      const [one, other] = [briefs.get(referralId), briefs.get(otherId)]
      checkLink(one, other, kind, { hub, agencyId: caller.agency, scopes: caller.scopes })
      const at = now()
      const link = { referralId, otherId, kind, byAgency: caller.agency, byUser: caller.user, at }
      if (one && other && (await addLink(tx, link))) await tellLinked(tx, [one, other], caller.agency, hub, at)
    }, replay)
