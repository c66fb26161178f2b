import { useSignedIn, useWords } from '../../app/context.ts'
import { usePages } from '../../app/use-pages.ts'
import { More } from '../../ui/more.tsx'
import { Page, Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { AlertCard } from './alert-parts.tsx'

/** The auditor's work list, as the hub ranks it. */
export function Alerts() {
  const { t } = useWords()
  const { client } = useSignedIn()
  const loaded = usePages('alerts', cursor => client.alerts('open', cursor))
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
      <More list={loaded} />
    </Page>
  )
}
