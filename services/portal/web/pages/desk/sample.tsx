import type { DeskView, SampleView } from '@amparo/client'
import { useLayoutEffect } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useLoad } from '../../app/use-load.ts'
import { useTold } from '../../app/use-told.ts'
import { LogEntry } from '../../ui/log-entry.tsx'
import { Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SaveProof } from '../../ui/save-proof.tsx'
import { CodeForm } from './code-form.tsx'
import { monthOf } from './month-of.ts'

/** The accesses of a month that were drawn, each to be reviewed once. */
export function Sample({ period, reviewed }: { period: string; reviewed(): void }) {
  const { t, monthName } = useWords()
  const { client } = useSignedIn()
  const { data, problem, loading, reload } = useLoad(period, () => client.sample(period))
  const desk = useLoad('desk', () => client.desk())
  const [said, tell] = useTold()
  const { samples } = t.desk
  const month = monthName(monthOf(period))
  // Whoever asked to see it goes on reading here.
  useLayoutEffect(() => document.getElementById('sample')?.focus(), [])
  return (
    <section aria-labelledby="sample">
      <h2 id="sample" tabIndex={-1}>
        {month}
      </h2>
      <Problem problem={problem ?? desk.problem} />
      <Status told={said}>{loading && !data && t.app.loading}</Status>
      {data?.items.length === 0 && <p>{samples.empty}</p>}
      {data && data.items.length > 0 && (
        <p class="hint">
          {samples.seed(data.seed.size)}
          {t.app.colon}
          <code>{data.seed.root}</code>
        </p>
      )}
      <ol class="cards" aria-labelledby="sample">
        {data?.items.map(item => (
          <li key={item.entryId}>
            <Item
              item={item}
              findings={desk.data?.findings ?? {}}
              review={async finding => {
                await client.reviewSampled(period, item.entryId, finding)
                tell(samples.reviewed)
                await reload()
                reviewed()
              }}
            />
          </li>
        ))}
      </ol>
    </section>
  )
}

interface Props {
  readonly item: SampleView['items'][number]
  readonly findings: DeskView['findings']
  review(finding: string): Promise<void>
}

function Item({ item: { entryId, entry, review: done }, findings, review }: Props) {
  const { t, say, moment } = useWords()
  const { may } = useSignedIn()
  const { samples } = t.desk
  const words = Object.fromEntries(Object.entries(findings).map(([code, { says }]) => [code, says]))
  const found = done && words[done.finding]
  const state = done ? (
    <p>
      <strong>{found ? say(found) : done.finding}</strong> <time dateTime={done.at}>{moment(done.at)}</time>
    </p>
  ) : (
    may('audit:review') && (
      <CodeForm
        {...{ id: `review-${entryId}`, label: samples.finding, button: samples.review, choices: words, send: review }}
      />
    )
  )
  if (entry)
    return (
      <LogEntry entry={entry} level={3}>
        {state}
        <SaveProof entryId={entryId} />
      </LogEntry>
    )
  return (
    <article class="card">
      <h3>
        <code>{entryId}</code>
      </h3>
      <p>{samples.gone}</p>
      {state}
    </article>
  )
}
