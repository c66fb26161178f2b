import { useSignedIn, useWords } from '../../app/context.ts'
import { useLoad } from '../../app/use-load.ts'
import { Page, Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { AlertCard } from './alert-parts.tsx'
import { MoreAlerts } from './more-alerts.tsx'

/** The auditor's work list, as the hub ranks it. */
export function Alerts() {
  const { t } = useWords()
  const { client } = useSignedIn()
  const loaded = useLoad('alerts', () => client.alerts('open'))
  const { data, problem, loading } = loaded
  const { alerts } = t.desk
  return (
    <Page title={alerts.title} lead={alerts.lead}>
      <p class="hint">
        {t.desk.references} {t.desk.logged}
      </p>
      <Problem problem={problem} />
      <Status>
        {loading
          ? t.app.loading
          : data &&
            (data.items.length === 0
              ? alerts.none
              : `${alerts.count(data.items.length)}${data.nextCursor ? ' +' : ''}`)}
      </Status>
      <ol class="cards" aria-label={alerts.title}>
        {data?.items.map(alert => (
          <li key={alert.id}>
            <AlertCard of={alert} />
          </li>
        ))}
      </ol>
      <MoreAlerts state="open" of={loaded} />
    </Page>
  )
}
