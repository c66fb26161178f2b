import type { EvidenceDetail } from '@amparo/client'
import { useWords } from '../../app/context.ts'
import { Fact } from '../../ui/fact.tsx'
import { isHash, saidOf } from './said.ts'

/** The coded parts of what is asked; its texts are opened by themselves. */
export function Answers({ request }: { request: EvidenceDetail }) {
  const words = useWords()
  const { t, say } = words
  const said = request.fields.flatMap(({ field, text }) => {
    const answer = request.answers[field]
    return answer === undefined || isHash(answer) ? [] : [{ field, text, answer }]
  })
  return (
    <section aria-labelledby="answers">
      <h2 id="answers">{t.evidence.answers}</h2>
      <dl class="facts">
        {said.map(({ field, text, answer }) => (
          <Fact key={field} name={say(text)}>
            {saidOf(answer, request.words, words)}
          </Fact>
        ))}
      </dl>
    </section>
  )
}
