import { useSignedIn, useWords } from '../../app/context.ts'
import { addressOf } from '../../app/route.ts'
import { useLoad } from '../../app/use-load.ts'
import { Due } from '../../ui/due.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useFresh } from '../../work/news/provider.tsx'

/**
 * Deadlines of requests and clocks of their cases that are near or have passed, and to which this agency was called, or another central
 * authority that is suspended. The request of that one is not shown: only that it waits.
 */
export function Calls() {
  const { t, say } = useWords()
  const { client } = useSignedIn()
  const { data, problem, reload } = useLoad('evidence calls', () => client.evidenceCalls())
  useFresh(reload)
  const { evidence } = t
  if (problem) return <Problem problem={problem} />
  if (!data || data.length === 0) return null
  return (
    <section class="notice" aria-labelledby="calls">
      <h2 id="calls">{evidence.called}</h2>
      <ul>
        {data.map(({ requestId, deadline, text, kind, dueAt, suspendedAuthority }) => {
          const what = `${say(text)} (${evidence.calls[kind] ?? kind})`
          return (
            <li key={`${requestId} ${deadline} ${dueAt}`}>
              {suspendedAuthority === undefined ? (
                <a href={addressOf({ page: 'evidence', id: requestId })}>{what}</a>
              ) : (
                what
              )}
              <Due at={dueAt} />
              {suspendedAuthority !== undefined && (
                <p class="small">
                  {evidence.authoritySuspended} <code>{requestId}</code>
                </p>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
