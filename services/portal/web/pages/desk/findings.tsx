import { useSignedIn, useWords } from '../../app/context.ts'
import { useLoad } from '../../app/use-load.ts'
import { Page, Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { AlertCard } from './alert-parts.tsx'
import { MoreAlerts } from './more-alerts.tsx'

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
  const loaded = useLoad(`findings ${state}`, () => client.alerts(state))
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
      <MoreAlerts state={state} of={loaded} />
    </section>
  )
}
