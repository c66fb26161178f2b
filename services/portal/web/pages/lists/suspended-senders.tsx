import { useSignedIn, useWords } from '../../app/context.ts'
import { useLoad } from '../../app/use-load.ts'
import { useFresh } from '../../work/news/provider.tsx'

/** For supervisors of an agency that answers for what suspended ones have sent: how much waits, until somebody takes it over. */
export function SuspendedSenders() {
  const { may } = useSignedIn()
  return may('referral:assign') ? <Loaded /> : null
}

function Loaded() {
  const { t } = useWords()
  const { client, agencies } = useSignedIn()
  const { data, reload } = useLoad('suspended senders', () => client.suspendedSenders())
  useFresh(() => void reload())
  const { sender } = t.case
  if (data === undefined || data.length === 0) return null
  return (
    <section class="warning" aria-labelledby="suspended-senders">
      <h2 id="suspended-senders">{sender.alarm}</h2>
      <ul>
        {data.map(({ agencyId, waiting }) => (
          <li key={agencyId}>{sender.waiting(agencies.name(agencyId), waiting)}</li>
        ))}
      </ul>
      <p>{sender.todo}</p>
    </section>
  )
}
