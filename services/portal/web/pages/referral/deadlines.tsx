import type { ReferralView } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useNow } from '../../app/use-now.ts'
import { heatOf } from '../../work/time.ts'
import { actingSender } from './acts-as-sender.ts'

/** Which deadlines run, whose they are, and how much time is left: in words, for colour alone says nothing. */
export function Deadlines({ referral }: { referral: ReferralView }) {
  const { t, say, moment, span } = useWords()
  const { agencies, session } = useSignedIn()
  const now = useNow()
  const { due } = t.case
  if (referral.to === null) return null
  const ownerOf = (owner: 'sender' | 'recipient'): string => {
    const party = owner === 'sender' ? actingSender(referral) : referral.to
    if (party === null) return ''
    return party.agencyId === session.agency ? due.yours : due.theirs(agencies.name(party.agencyId))
  }
  return (
    <section aria-labelledby="deadlines">
      <h2 id="deadlines">{due.title}</h2>
      {referral.due.length === 0 && <p>{due.none}</p>}
      <ul class="deadlines">
        {referral.due.map(({ deadline, text, owner, at }) => {
          const left = new Date(at).getTime() - now.getTime()
          return (
            <li key={deadline} class={`running running-${heatOf(at, now)}`}>
              <span>
                <strong>{say(text)}</strong> ({ownerOf(owner)})
              </span>
              <span class="left">{left < 0 ? due.over(span(left)) : due.left(span(left))}</span>
              <time dateTime={at}>{moment(at)}</time>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
