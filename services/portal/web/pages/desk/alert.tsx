import type { AlertView, AlertWithEntries } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { addressOf } from '../../app/route.ts'
import { useLoad } from '../../app/use-load.ts'
import { useTold } from '../../app/use-told.ts'
import { LogEntry } from '../../ui/log-entry.tsx'
import { Page, Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SaveProof } from '../../ui/save-proof.tsx'
import { SaveProofs } from '../../ui/save-proofs.tsx'
import { AlertActions } from './alert-actions.tsx'
import { AlertFacts, AlertHistory, AlertState } from './alert-parts.tsx'
import { WitnessedProof } from './witnessed-proof.tsx'

/** What was seen, what is usual, by which entries; what was asked and found; and what can be done now. */
export function Alert({ id }: { id: string }) {
  const { t, say } = useWords()
  const { client, may } = useSignedIn()
  const { data, problem, loading, set } = useLoad(id, () => client.alert(id))
  const [said, tell] = useTold()
  const { alerts } = t.desk
  const moved = (shown: AlertWithEntries) => (next: AlertView, words: string) => {
    set({ ...next, entries: shown.entries })
    tell(words)
  }
  return (
    <Page title={alerts.one} {...(data && { lead: say(data.says) })}>
      <p>
        <a href={addressOf({ page: 'alerts', id: undefined })}>{t.desk.back}</a>
      </p>
      <p class="hint">
        {t.desk.references} {t.desk.logged}
      </p>
      <Problem problem={problem} />
      <Status told={said}>{loading && t.app.loading}</Status>
      {data && (
        <>
          <p>{say(data.usual)}</p>
          <AlertState of={data} />
          <AlertFacts of={data} />
          {data.proof && <WitnessedProof of={data.proof} />}
          <AlertHistory of={data} />
          {may('audit:review') && data.state !== 'closed' && <AlertActions of={data} moved={moved(data)} />}
          <section aria-labelledby="entries">
            <h2 id="entries">{alerts.entries}</h2>
            {data.entries.length === 0 && <p>{alerts.noEntries}</p>}
            {data.entries.length > 1 && <SaveProofs entryIds={data.entries.map(({ id }) => id)} />}
            <ol class="cards" aria-labelledby="entries">
              {data.entries.map(entry => (
                <li key={entry.id}>
                  <LogEntry entry={entry} level={3}>
                    <SaveProof entryId={entry.id} />
                  </LogEntry>
                </li>
              ))}
            </ol>
          </section>
        </>
      )}
    </Page>
  )
}
