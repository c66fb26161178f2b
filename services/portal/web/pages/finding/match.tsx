import type { MatchQuestion } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useLoad } from '../../app/use-load.ts'
import { Fact } from '../../ui/fact.tsx'
import { Problem } from '../../ui/problem.tsx'
import { AskMatch } from './ask-match.tsx'
import { MatchesAsked } from './matches-asked.tsx'

interface Props {
  /** Another one: look again. */
  readonly turn: number
  done(said: string): void
}

/** Whether another hub knows a person, which is not told who; and what others asked of this one. */
export function Match({ turn, done }: Props) {
  const { t } = useWords()
  const { client } = useSignedIn()
  const { matching } = t
  const { data, problem } = useLoad(`matches-${turn}`, () => client.matchQuestions())
  return (
    <section aria-labelledby="matches">
      <h2 id="matches">{matching.title}</h2>
      <p>{matching.lead}</p>
      <AskMatch done={done} />
      <h3 id="match-questions">{matching.questions}</h3>
      <Problem problem={problem} />
      {data?.length === 0 && <p>{matching.none}</p>}
      <ol class="cards" aria-labelledby="match-questions">
        {data?.map(question => (
          <li key={question.questionId}>
            <Question question={question} />
          </li>
        ))}
      </ol>
      <MatchesAsked turn={turn} />
    </section>
  )
}

function Question({ question }: { question: MatchQuestion }) {
  const { t, moment, code, hubName } = useWords()
  const { agencies } = useSignedIn()
  const { matching } = t
  const { to, state, hit, matched, reference, purpose, reason } = question
  const stands = state === 'answered' ? (hit ? 'hit' : 'no_hit') : state
  return (
    <>
      <h4>
        {reference} · {matching.states[stands]}
      </h4>
      <dl class="facts">
        <Fact name={matching.to}>
          {agencies.find(to)?.name ?? to.agencyId} ({hubName(to.hub)})
        </Fact>
        <Fact name={matching.purpose}>{code('purpose', purpose)}</Fact>
        <Fact name={matching.reason}>{matching.reasons[reason] ?? reason}</Fact>
        <Fact name={matching.askedAt}>{moment(question.askedAt)}</Fact>
        {state === 'asked' && <Fact name={matching.dueAt}>{moment(question.dueAt)}</Fact>}
        {hit && <Fact name={matching.byKeys}>{matched.map(key => matching.keys[key] ?? key).join(', ')}</Fact>}
        {question.code !== null && <Fact name={matching.why}>{matching.refusals[question.code] ?? question.code}</Fact>}
      </dl>
    </>
  )
}
