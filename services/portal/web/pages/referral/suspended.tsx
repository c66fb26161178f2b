import type { ReferralView } from '@amparo/client'
import { loadAgencies } from '../../app/agency-book.ts'
import { useSignedIn, useWords } from '../../app/context.ts'
import { isOwn } from '../../app/is-own.ts'
import { useLoad } from '../../app/use-load.ts'

/** For whoever sent the person to an agency that is suspended by now, or that the directory names no more: that a referral has halted looks like a withdrawal, and nobody may wait for one. */
export function Suspended({ referral: { from, to, status, turn } }: { referral: ReferralView }) {
  const { session } = useSignedIn()
  const isSender = isOwn(from, session)
  const isHalted = status === 'cancelled' && turn !== null
  return isSender && isHalted && to !== null ? <Asked key={`${to.hub} ${to.agencyId}`} to={to} /> : null
}

/** The directory that was read when somebody signed in may be of before. */
function Asked({ to }: { to: { readonly hub: string; readonly agencyId: string } }) {
  const { t } = useWords()
  const { client } = useSignedIn()
  const { data } = useLoad(`${to.hub} ${to.agencyId}`, () => loadAgencies(client))
  const found = data?.find(to)
  if (data === undefined || (found !== undefined && found.suspended !== true)) return null
  const { suspended } = t.case
  return (
    <section class="warning" aria-labelledby="suspended">
      <h2 id="suspended">{suspended.title}</h2>
      <p>{suspended.next(t.held.link)}</p>
    </section>
  )
}
