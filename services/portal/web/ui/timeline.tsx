import type { ReferralView } from '@amparo/client'
import { useSignedIn, useWords } from '../app/context.ts'
import { reasonText } from './reason-text.ts'

/** What has happened, from first to last, as a line with stations. */
export function Timeline({ referral }: { referral: ReferralView }) {
  const words = useWords()
  const { t, code, moment } = words
  const { agencies } = useSignedIn()
  const { from, to, delivery: stated } = referral
  const crosses = to !== null && to.hub !== from.hub
  const delivery = Object.entries((crosses && stated) || {}).toSorted(([, a], [, b]) => a.localeCompare(b))
  return (
    <section aria-labelledby="steps">
      <h2 id="steps">{t.referral.steps}</h2>
      <ol class="timeline">
        {referral.steps.map(step => (
          <li key={step.version} class={`station badge-${step.status}`}>
            <strong>{code('status', step.status)}</strong>
            <span>
              {t.referral.by} {agencies.name(step.byAgency)}, <time dateTime={step.at}>{moment(step.at)}</time>
            </span>
            {step.reason && <span>{reasonText(words, step)}</span>}
            {step.outcome && <span>{code('outcome', step.outcome)}</span>}
          </li>
        ))}
      </ol>
      {delivery.length > 0 && (
        <>
          <h3>{t.referral.delivery}</h3>
          <ol class="timeline small">
            {delivery.map(([kind, at]) => (
              <li key={kind} class="station">
                <strong>{code('evidence', kind)}</strong>
                <time dateTime={at}>{moment(at)}</time>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  )
}
