import type { ReferralView } from '@amparo/client'
import { loadAgencies } from '../../app/agency-book.ts'
import { useSignedIn, useWords } from '../../app/context.ts'

import { useLoad } from '../../app/use-load.ts'
import { actsAsSender } from './acts-as-sender.ts'

/** For whoever sent the person to an agency that is suspended by now, or that the directory names no more: that a referral has halted looks like a withdrawal, and nobody may wait for one. */
export function Suspended({ referral }: { referral: ReferralView }) {
  const { session } = useSignedIn()
  const { to, status, turn, steps } = referral
  const isHalted = status === 'cancelled' && turn !== null
  if (!actsAsSender(referral, session) || !isHalted || to === null) return null
  // What had halted stays so when the suspension is lifted.
  if (steps.some(({ cause }) => cause === 'suspended')) return <Halted />
  return <Asked key={`${to.hub} ${to.agencyId}`} to={to} />
}

function Halted() {
  const { t } = useWords()
  const { suspended } = t.case
  return (
    <section class="warning" aria-labelledby="suspended">
      <h2 id="suspended">{suspended.halted}</h2>
      <p>{suspended.goOn}</p>
    </section>
  )
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
