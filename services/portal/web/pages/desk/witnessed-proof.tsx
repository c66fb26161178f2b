import { useSignedIn, useWords } from '../../app/context.ts'
import { useLoad } from '../../app/use-load.ts'
import { save } from '../../case/save-file.ts'
import { Fact } from '../../ui/fact.tsx'
import { Problem } from '../../ui/problem.tsx'

/**
 * Of each log that was rewritten, the head that this hub had signed and those that do not go on from it; or of each that was not shown to go on, those of which
 * nobody has shown it: to be saved, and shown to others.
 */
export function WitnessedProof({ of }: { of: 'witnessed' | 'unshown' }) {
  const { t, moment } = useWords()
  const { client } = useSignedIn()
  const { data, problem } = useLoad('witnessed', () => client.witnessedHeads())
  const { proof } = t.desk.alerts
  if (problem) return <Problem problem={problem} />
  if (!data) return null
  const heads = of === 'unshown' ? data.unshown : data.refused
  const words = of === 'unshown' ? proof.unshown : proof
  const origins = [...new Set(heads.map(({ origin }) => origin))]
  return (
    <section class="panel" aria-labelledby="proof">
      <h2 id="proof">{words.title}</h2>
      <p class="hint">{words.lead}</p>
      {origins.map(origin => (
        <div key={origin}>
          <h3>
            <code>{origin}</code>
          </h3>
          <dl class="facts">
            {data.witnessed
              .filter(one => one.origin === origin)
              .map(({ size, note }) => (
                <Fact key={note} name={proof.signed}>
                  {proof.size}
                  {t.app.colon}
                  {size}
                  <pre>{note}</pre>
                </Fact>
              ))}
            {heads
              .filter(one => one.origin === origin)
              .map(({ refusedAt, note }) => (
                <Fact key={note} name={words.refused}>
                  <time dateTime={refusedAt}>{moment(refusedAt)}</time>
                  <pre>{note}</pre>
                </Fact>
              ))}
          </dl>
        </div>
      ))}
      <button
        type="button"
        class="secondary"
        onClick={() =>
          save({ name: 'witnessed-heads.json', text: JSON.stringify(data, null, 2), mediaType: 'application/json' })
        }
      >
        {proof.save}
      </button>
    </section>
  )
}
