import type { OpenedView, ReferralView } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { useClearing } from '../../app/use-clearing.ts'
import { Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { PersonView } from './person-view.tsx'

/** What the recipient assessed, for the sender: opened like the person, cleared from the screen like the person. */
export function Reports({ referral }: { referral: ReferralView }) {
  const { t } = useWords()
  const { client, session, agencies, may } = useSignedIn()
  const { reports } = t.case
  const [view, setView] = useState<OpenedView>()
  const [cleared, setCleared] = useState(false)
  const open = useAction(async () => {
    setView(await client.openReports(referral.id))
    setCleared(false)
  })
  const clear = () => {
    setView(undefined)
    setCleared(true)
  }
  const minutes = useClearing(view, clear)
  const isSender = referral.from.agencyId === session.agency && referral.from.hub === session.hub
  const isThere = referral.assessed.some(({ side }) => side === 'recipient')
  if (!isSender || !isThere || referral.to === null || !may('view:open')) return null
  return (
    <section aria-labelledby="reports">
      <h2 id="reports">{reports.title(agencies.name(referral.to.agencyId))}</h2>
      <Problem problem={open.problem} />
      <Status>
        {open.busy ? reports.reading : view ? t.view.remaining(minutes) : cleared ? reports.cleared : undefined}
      </Status>
      {view ? (
        <>
          {Object.keys(view.categories).length === 0 && <p>{reports.nothing}</p>}
          <PersonView view={view} />
          <button type="button" onClick={clear}>
            {reports.clear}
          </button>
        </>
      ) : referral.assignedTo.includes(session.user) ? (
        <>
          <p>{reports.lead}</p>
          <button type="button" disabled={open.busy} onClick={() => void open.run()}>
            {reports.read}
          </button>
        </>
      ) : (
        <p>{t.view.needsAssignment}</p>
      )}
    </section>
  )
}
