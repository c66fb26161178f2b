import type { ReferralFiles } from '@amparo/client'
import { useSignedIn, useWords } from '../../../app/context.ts'
import { SentState } from './sent-state.tsx'

/** A file that was handed over, and what the other hub has stated of it. */
export function SentFile({ delivery }: { delivery: ReferralFiles['sent'][number] }) {
  const { moment } = useWords()
  const { agencies } = useSignedIn()
  const { to, askedAt } = delivery
  return (
    <li>
      <p>
        <strong>
          {agencies.name(to.agencyId)}, {moment(askedAt)}
        </strong>
      </p>
      <SentState delivery={delivery} />
    </li>
  )
}
