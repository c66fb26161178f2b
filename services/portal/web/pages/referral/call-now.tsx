import type { ReferralDuty, ReferralView } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useLoad } from '../../app/use-load.ts'
import { Problem } from '../../ui/problem.tsx'
import { useWork } from '../../work/context.tsx'
import { DutyPhone } from './duty-phone.tsx'

/** Where silence has come to the telephone, or nobody knows whether an emergency came: the number, and who is there to call. */
export function CallNow({ referral }: { referral: ReferralView }) {
  // Nothing is rung up about before its time, and what no longer runs is asked anew.
  if ((!referral.overdue && referral.call === undefined) || referral.to === null) return null
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
  const { colleagues } = useWork()
  const { call } = t.case
  return (
    <section class="warning" aria-labelledby="call-now">
      <h2 id="call-now">{call.title}</h2>
      {calls.some(({ deadlines }) => deadlines.length > 0) && <p>{call.why}</p>}
      {calls.flatMap(({ unstated }) => unstated.map(what => <p key={what}>{call.unstated[what]}</p>))}
      <ul>
        {calls.map(({ party, phone, deadlines }) => (
          <li key={party.agencyId}>
            <DutyPhone agencyId={party.agencyId} phone={phone} />
            {deadlines.length > 0 && ` (${deadlines.map(({ text }) => say(text)).join(t.app.semicolon)})`}
          </li>
        ))}
      </ul>
      <p>{call.note}</p>
      {onDuty.length === 0 ? (
        <p>{call.nobody}</p>
      ) : (
        <p>
          {call.onDuty}
          {t.app.colon}
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
