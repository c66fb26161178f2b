import type { ReferralView } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useLoad } from '../../app/use-load.ts'
import { Problem } from '../../ui/problem.tsx'

/** Silence has gone on for too long: the phone is the way now, and here is the number. */
export function Call({ referral }: { referral: ReferralView }) {
  return referral.call === undefined ? null : <Now key={referral.version} id={referral.id} call={referral.call} />
}

function Now({ id, call: { agency, why } }: { id: string; call: NonNullable<ReferralView['call']> }) {
  const { t } = useWords()
  const { client, agencies } = useSignedIn()
  const { data, problem } = useLoad(id, () => client.dutyPhone(id))
  const { call } = t.fallback
  const said: Readonly<Record<string, string>> = call.why
  const reasons = [...new Set(why.map(reason => said[reason] ?? call.silent))]
  return (
    <section class="problem" role="alert" aria-labelledby="call">
      <h2 id="call">{call.title(agencies.name(agency.agencyId))}</h2>
      {reasons.map(reason => (
        <p key={reason}>{reason}</p>
      ))}
      {data && data.phone !== null && (
        <p>
          {call.phone}: <a href={`tel:${data.phone}`}>{data.phone}</a>
        </p>
      )}
      {data && data.phone === null && <p>{call.noPhone}</p>}
      <p>{call.paper}</p>
      <Problem problem={problem} />
    </section>
  )
}
