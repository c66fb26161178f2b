import type { ReferralDuty, ReferralView } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useLoad } from '../../app/use-load.ts'
import { Problem } from '../../ui/problem.tsx'
import { useWork } from '../../work/context.tsx'

/** Where silence has come to the telephone: the number of whoever is silent, and who is there to call. */
export function CallNow({ referral }: { referral: ReferralView }) {
  // Nothing is rung up about before its time, and what no longer runs is asked anew.
  if (!referral.overdue || referral.to === null) return null
  return <Asked key={`${referral.id} ${referral.version}`} id={referral.id} />
}

function Asked({ id }: { id: string }) {
  const { client } = useSignedIn()
  const { data, problem } = useLoad(id, () => client.duty(id))
  if (problem !== undefined) return <Problem problem={problem} />
  return data === undefined || data.calls.length === 0 ? null : <Calls duty={data} />
}

function Calls({ duty: { calls, onDuty } }: { duty: ReferralDuty }) {
  const words = useWords()
  const { t, say } = words
  const { agencies } = useSignedIn()
  const { colleagues } = useWork()
  const { call } = t.case
  return (
    <section class="warning" aria-labelledby="call-now">
      <h2 id="call-now">{call.title}</h2>
      <p>{call.why}</p>
      <ul>
        {calls.map(({ party, phone, deadlines }) => (
          <li key={party.agencyId}>
            {phone === null ? (
              call.none(agencies.name(party.agencyId))
            ) : (
              <>
                {call.phone(agencies.name(party.agencyId))}:{' '}
                <a href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`}>{phone}</a>
              </>
            )}{' '}
            ({deadlines.map(({ text }) => say(text)).join('; ')})
          </li>
        ))}
      </ul>
      {onDuty.length === 0 ? (
        <p>{call.nobody}</p>
      ) : (
        <p>
          {call.onDuty}:{' '}
          {onDuty
            .map(({ userId, supervises }) =>
              supervises ? `${colleagues.name(userId, words)} (${t.duty.leads})` : colleagues.name(userId, words),
            )
            .join(', ')}
        </p>
      )}
    </section>
  )
}
