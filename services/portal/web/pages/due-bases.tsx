import type { DueOf } from '@amparo/client'
import { useSignedIn, useWords } from '../app/context.ts'
import { usePages } from '../app/use-pages.ts'
import { useTold } from '../app/use-told.ts'
import { More } from '../ui/more.tsx'
import { Page, Status } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { DueBasis } from './consents/due-basis.tsx'

const KINDS: readonly DueOf[] = ['review', 'sheet', 'end']

/** What the own agency has to look at again, what awaits its signed sheet, and what ends soon: each with what is to be done. */
export function DueBases() {
  const { t } = useWords()
  const { due: says } = t.held
  const [said, tell] = useTold()
  return (
    <Page title={says.title} lead={says.lead}>
      <Status told={said} />
      {KINDS.map(kind => (
        <Listed key={kind} kind={kind} tell={tell} />
      ))}
    </Page>
  )
}

function Listed({ kind, tell }: { kind: DueOf; tell(what: string): void }) {
  const { t } = useWords()
  const { client } = useSignedIn()
  const { title, lead, none } = t.held.due.kinds[kind]
  const list = usePages(kind, cursor => client.dueBases(kind, cursor))
  const { data, problem, loading, reload } = list
  return (
    <section aria-labelledby={`due-${kind}`}>
      <h2 id={`due-${kind}`}>{title}</h2>
      <Problem problem={problem} />
      <Status>{loading && t.app.loading}</Status>
      {data && <p>{data.items.length === 0 ? none : lead}</p>}
      <ol class="cards" aria-labelledby={`due-${kind}`}>
        {data?.items.map(due => (
          <li key={due.id} class="card">
            <DueBasis
              {...{ due, kind }}
              done={what => {
                tell(what)
                void reload()
              }}
            />
          </li>
        ))}
      </ol>
      <More {...{ list, of: `due-${kind}` }} />
    </section>
  )
}
