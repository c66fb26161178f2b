import { useSignedIn, useWords } from '../../app/context.ts'
import { usePages } from '../../app/use-pages.ts'
import { More } from '../../ui/more.tsx'
import { Page, Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { AlertCard } from './alert-parts.tsx'

/** What was found, followed until something was done about it. */
export function Findings() {
  const { t } = useWords()
  const { findings } = t.desk
  return (
    <Page title={findings.title} lead={findings.lead}>
      <p class="hint">
        {t.desk.references} {t.desk.logged}
      </p>
      <Found state="following" title={findings.following} none={findings.nothingFollows} />
      <Found state="closed" title={findings.closed} none={findings.nothingClosed} />
    </Page>
  )
}

function Found({ state, title, none }: { state: 'following' | 'closed'; title: string; none: string }) {
  const { t } = useWords()
  const { client } = useSignedIn()
  const loaded = usePages(`findings ${state}`, cursor => client.alerts(state, cursor))
  const { data, problem, loading } = loaded
  return (
    <section aria-labelledby={state}>
      <h2 id={state}>{title}</h2>
      <Problem problem={problem} />
      <Status>{loading && t.app.loading}</Status>
      {data?.items.length === 0 && <p>{none}</p>}
      <ol class="cards" aria-labelledby={state}>
        {data?.items.map(alert => (
          <li key={alert.id}>
            <AlertCard of={alert} level={3} />
          </li>
        ))}
      </ol>
      <More list={loaded} of={state} />
    </section>
  )
}
