import type { ReferralFiles } from '@amparo/client'
import { useSignedIn, useWords } from '../../../app/context.ts'
import { codeIn } from './code-in.ts'

/** A file that was handed over, and what the other hub has stated of it. */
export function SentFile({ delivery }: { delivery: ReferralFiles['sent'][number] }) {
  const { t, moment } = useWords()
  const { agencies } = useSignedIn()
  const { to, state, code, askedAt } = delivery
  const says = t.files
  return (
    <li>
      <p>
        <strong>
          {agencies.name(to.agencyId)}, {moment(askedAt)}
        </strong>
        <br />
        {code === null ? says.sentStates[state] : says.withCode(says.sentStates[state], codeIn(says, code))}
      </p>
    </li>
  )
}
