import type { OpenedView, ReferralView } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { useClearing } from '../../app/use-clearing.ts'
import { Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { PersonView } from './person-view.tsx'

const OPEN: readonly string[] = ['requested', 'accepted', 'in-progress', 'on-hold']

/** Opens the person for whom the referral is assigned to, and clears the screen again. */
export function Person({ referral }: { referral: ReferralView }) {
  const { t } = useWords()
  const { client, session, may } = useSignedIn()
  const [view, setView] = useState<OpenedView>()
  const [cleared, setCleared] = useState(false)
  const open = useAction(async () => {
    setView(await client.openView(referral.id))
    setCleared(false)
  })
  const clear = () => {
    setView(undefined)
    setCleared(true)
  }
  const minutes = useClearing(view, clear)
  const assigned = referral.assignedTo.includes(session.user)
  // The sender knows whom it sent; what it sent is opened by those who received it.
  const isRecipient = referral.to?.agencyId === session.agency && referral.to.hub === session.hub
  if (!may('view:open') || !isRecipient || !OPEN.includes(referral.status)) return null
  return (
    <section aria-labelledby="person">
      <h2 id="person">{t.view.title}</h2>
      <Problem problem={open.problem} />
      <Status>
        {open.busy ? t.view.opening : view ? t.view.remaining(minutes) : cleared ? t.view.cleared : undefined}
      </Status>
      {view ? (
        <>
          <PersonView view={view} />
          <button type="button" onClick={clear}>
            {t.view.close}
          </button>
        </>
      ) : assigned ? (
        <>
          <p>{t.view.lead}</p>
          <button type="button" disabled={open.busy} onClick={() => void open.run()}>
            {t.view.open}
          </button>
        </>
      ) : (
        <p>{t.view.needsAssignment}</p>
      )}
    </section>
  )
}
