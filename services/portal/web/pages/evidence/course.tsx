import type { EvidenceDetail } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { Receipts } from '../../case/receipts.tsx'
import { Due } from '../../ui/due.tsx'
import { isHash, saidOf } from './said.ts'

/** Who owes what by when, the clocks of the case, and what has happened, alike on both sides. */
export function Course({ request }: { request: EvidenceDetail }) {
  const words = useWords()
  const { t, say, moment } = words
  const { agencies, client } = useSignedIn()
  const { evidence } = t
  const { role, deadlines, clocks, steps, parties } = request
  const own = role === 'recipient' ? 'recipient' : 'sender'
  const wordOf = (code: string) => {
    const word = request.words[code]
    return word === undefined ? code : say(word)
  }
  return (
    <>
      <section aria-labelledby="deadlines">
        <h2 id="deadlines">{evidence.deadlines}</h2>
        {deadlines.map(({ deadline, text, owner, dueAt, calls }) => (
          <div key={`${deadline} ${dueAt}`}>
            <Due at={dueAt} what={say(text)} note={owner === own ? undefined : evidence.theirs} />
            {calls.length > 0 && <p class="hint">{calls.map(call => evidence.calls[call] ?? call).join(', ')}</p>}
          </div>
        ))}
        {clocks.map(({ clock, dueAt }) => (
          <Due key={clock} at={dueAt} what={evidence.clocks[clock] ?? clock} />
        ))}
      </section>
      <section aria-labelledby="steps">
        <h2 id="steps">{evidence.steps}</h2>
        <ol class="timeline">
          {steps.map(({ n, side, text, at, data, effective }) => (
            <li key={n} class={`station ${effective ? '' : 'late'}`}>
              <strong>{say(text)}</strong>
              <span>
                {parties && agencies.name(parties[side].agencyId)}, <time dateTime={at}>{moment(at)}</time>
              </span>
              {Object.entries(data).map(([field, value]) => (
                <span key={field}>
                  {wordOf(field)}
                  {t.app.colon}
                  {isHash(value) ? evidence.inWords.inMessage : saidOf(value, request.words, words)}
                </span>
              ))}
              {!effective && <span class="hint">{evidence.withoutEffect}</span>}
            </li>
          ))}
        </ol>
        <Receipts id={`request-${request.id}`} load={() => client.requestReceipts(request.id)} />
      </section>
    </>
  )
}
