import type { ReferralView } from '@amparo/client'
import { useWords } from '../../app/context.ts'
import { Badge } from '../../ui/badge.tsx'

/** Each service that was asked for, and what has become of it. */
export function ServicePlan({ referral }: { referral: ReferralView }) {
  const { t, code } = useWords()
  const { plan } = t.case
  const { plan: lines } = referral
  return (
    <section aria-labelledby="plan">
      <h2 id="plan">{plan.title}</h2>
      {lines.length === 0 ? (
        <p>{plan.none}</p>
      ) : (
        <table class="plan">
          <thead>
            <tr>
              <th scope="col">{plan.service}</th>
              <th scope="col">{plan.state}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ service, state, became }) => (
              <tr key={service}>
                <th scope="row">{code('service', service)}</th>
                <td>
                  <Badge kind={`plan-${state}`}>{code('planState', state)}</Badge>
                  {became && <span class="hint"> {code('planState', became)}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
