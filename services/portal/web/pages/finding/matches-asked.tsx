import { useSignedIn, useWords } from '../../app/context.ts'
import { useLoad } from '../../app/use-load.ts'
import { Fact } from '../../ui/fact.tsx'
import { Problem } from '../../ui/problem.tsx'

/** What other hubs asked of this one. About whom, and what came of it, nobody here is told. */
export function MatchesAsked({ turn }: { readonly turn: number }) {
  const { t, moment, code, hubName } = useWords()
  const { client, agencies } = useSignedIn()
  const { matching } = t
  const { data, problem } = useLoad(`asked-${turn}`, () => client.matchesAsked())
  return (
    <>
      <h3 id="matches-asked">{matching.otherHubs}</h3>
      <p>{matching.otherHubsLead}</p>
      <Problem problem={problem} />
      {data?.length === 0 && <p>{matching.nobodyAsked}</p>}
      <ol class="cards" aria-labelledby="matches-asked">
        {data?.map(({ questionId, from, purpose, reason, state, receivedAt }) => (
          <li key={questionId}>
            <h4>
              {agencies.find(from)?.name ?? from.agencyId} ({hubName(from.hub)}) · {matching.answers[state]}
            </h4>
            <dl class="facts">
              <Fact name={matching.purpose}>{code('purpose', purpose)}</Fact>
              <Fact name={matching.reason}>{matching.reasons[reason] ?? reason}</Fact>
              <Fact name={matching.askedAt}>{moment(receivedAt)}</Fact>
            </dl>
          </li>
        ))}
      </ol>
    </>
  )
}
