import { useSignedIn, useWords } from '../../app/context.ts'
import { useLoad } from '../../app/use-load.ts'
import { Problem } from '../../ui/problem.tsx'
import { Evidence } from './evidence.tsx'
import { LinkPair } from './link-form.tsx'

/** Records that look like one person's, found when somebody was registered. */
export function Duplicates({ done }: { done(said: string): void }) {
  const { t } = useWords()
  const { client } = useSignedIn()
  const { finding } = t
  const { data, problem } = useLoad('duplicates', () => client.duplicates())
  return (
    <section aria-labelledby="duplicates">
      <h2 id="duplicates">{finding.duplicates}</h2>
      <Problem problem={problem} />
      {data?.length === 0 && <p>{finding.noDuplicates}</p>}
      <ol class="cards" aria-label={finding.duplicates}>
        {data?.map((pair, i) => (
          <li key={pair.pairId}>
            <h3>{finding.pair(i + 1)}</h3>
            <Evidence of={pair} />
            <LinkPair id={pair.pairId} pseudonyms={pair.pseudonyms} done={done} />
          </li>
        ))}
      </ol>
    </section>
  )
}
