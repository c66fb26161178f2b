import type { ReferralView } from '@amparo/client'
import { useWords } from '../../app/context.ts'

/** What came of sub-referrals, transfers and re-offers: never to whom they went. */
export function PassedOn({ referral }: { referral: ReferralView }) {
  const { t, code } = useWords()
  const { passedOn } = referral
  if (passedOn.length === 0) return null
  return (
    <section aria-labelledby="elsewhere">
      <h2 id="elsewhere">{t.case.plan.elsewhere}</h2>
      <ul>
        {passedOn.map(({ kind, status, services }, i) => (
          <li key={`${kind} ${i}`}>
            {code('link', kind)}
            {t.app.colon}
            <strong>{code('status', status)}</strong>
            {services.length > 0 && ` (${services.map(service => code('service', service)).join(t.app.semicolon)})`}
          </li>
        ))}
      </ul>
    </section>
  )
}
