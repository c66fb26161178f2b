import { useSignedIn, useWords } from '../../app/context.ts'
import { useLoad } from '../../app/use-load.ts'
import { Page, Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { AlertCard } from './alert-parts.tsx'

/** The auditor's work list, as the hub ranks it. */
export function Alerts() {
  const { t } = useWords()
  const { client } = useSignedIn()
  const { data, problem, loading } = useLoad('alerts', () => client.alerts('open'))
  const { alerts } = t.desk
  return (
    <Page title={alerts.title} lead={alerts.lead}>
      <p class="hint">
        {t.desk.references} {t.desk.logged}
      </p>
      <Problem problem={problem} />
      <Status>
        {loading ? t.app.loading : data && (data.alerts.length === 0 ? alerts.none : alerts.count(data.alerts.length))}
      </Status>
      <ol class="cards" aria-label={alerts.title}>
        {data?.alerts.map(alert => (
          <li key={alert.id}>
            <AlertCard of={alert} />
          </li>
        ))}
      </ol>
      {data?.more === true && <p>{alerts.more}</p>}
    </Page>
  )
}
