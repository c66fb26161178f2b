import type { ReferralView } from '@amparo/client'
import { useWords } from '../../app/context.ts'
import { Fact } from '../../ui/fact.tsx'

/** Both times of what was entered afterwards, side by side. */
export function MadeByPhone({ referral }: { referral: ReferralView }) {
  const { t, moment } = useWords()
  const { fallback } = referral
  if (fallback === undefined) return null
  const { role, channel } = t.fallback
  const roles: Readonly<Record<string, string>> = role
  return (
    <dl class="facts">
      <Fact name={t.fallback.badge}>{channel[fallback.channel]}</Fact>
      <Fact name={t.fallback.happenedAt}>
        <time dateTime={fallback.happenedAt}>{moment(fallback.happenedAt)}</time>
      </Fact>
      <Fact name={t.fallback.enteredAt}>
        <time dateTime={fallback.enteredAt}>{moment(fallback.enteredAt)}</time>
      </Fact>
      <Fact name={t.fallback.number}>
        <code>{fallback.number}</code>
      </Fact>
      <Fact name={t.fallback.acknowledgedBy}>
        {fallback.acknowledgedBy === undefined
          ? t.fallback.nobodyYet
          : (roles[fallback.acknowledgedBy] ?? fallback.acknowledgedBy)}
      </Fact>
    </dl>
  )
}
