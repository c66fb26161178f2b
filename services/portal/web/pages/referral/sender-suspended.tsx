import type { ReferralDuty, ReferralView } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { isOwn } from '../../app/is-own.ts'
import { useLoad } from '../../app/use-load.ts'
import { hasTakenOver } from './acts-as-sender.ts'
import { DutyPhone } from './duty-phone.tsx'

/** Its sender is suspended: for the recipient, whom to turn to meanwhile; for whoever acts in its place, what that is and is not. */
export function SenderSuspended({ referral }: { referral: ReferralView }) {
  const { session } = useSignedIn()
  const { to, turn, from, takenOver } = referral
  if (hasTakenOver(referral, session)) return <InItsPlace from={from.agencyId} />
  return isOwn(to, session) && turn !== null ? (
    <Asked key={`${referral.id} ${takenOver?.by.agencyId}`} {...{ referral }} />
  ) : null
}

function InItsPlace({ from }: { from: string }) {
  const { t } = useWords()
  const { agencies } = useSignedIn()
  const { sender } = t.case
  return (
    <section class="warning" aria-labelledby="in-its-place">
      <h2 id="in-its-place">{sender.inItsPlace(agencies.name(from))}</h2>
      <p>{sender.given}</p>
      <p>{sender.may}</p>
    </section>
  )
}

/** The directory that was read when somebody signed in may be of before, and says no phone. */
function Asked({ referral: { id, version } }: { referral: ReferralView }) {
  const { client } = useSignedIn()
  const { data } = useLoad(`sender ${id} ${version}`, () => client.duty(id))
  return data?.sender ? <Instead {...data.sender} /> : null
}

function Instead({ waits, turnTo }: NonNullable<ReferralDuty['sender']>) {
  const { t } = useWords()
  const { agencies } = useSignedIn()
  const { sender } = t.case
  const names = turnTo.map(({ party }) => agencies.name(party.agencyId)).join(', ')
  return (
    <section class="warning" aria-labelledby="sender-suspended">
      <h2 id="sender-suspended">{sender.title}</h2>
      <p>{waits ? sender.waits : sender.takenOver(names)}</p>
      {turnTo.length === 0 ? (
        <p>{sender.nobody}</p>
      ) : (
        <>
          <p>{sender.turnTo}</p>
          <ul>
            {turnTo.map(({ party, phone }) => (
              <li key={party.agencyId}>
                <DutyPhone agencyId={party.agencyId} phone={phone} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
