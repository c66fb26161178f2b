import type { ReferralView } from '@amparo/client'
import { useSignedIn, useWords } from '../app/context.ts'
import { addressOf } from '../app/route.ts'
import { useLoad } from '../app/use-load.ts'
import { draftToSend } from '../form/onward.ts'
import { Page, Status } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { OnNewBasis } from './new/on-new-basis.tsx'
import { RecipientStep } from './new/recipient-step.tsx'

/** The draft that the hub opened to protect a child, completed: to whom, and on which basis. The person's record the hub has. */
export function SendDraft({ id }: { id: string }) {
  const { t } = useWords()
  const { client } = useSignedIn()
  const { data, problem, loading } = useLoad(id, () => client.get(id))
  return (
    <Page title={t.referral.sendDraft} lead={t.referral.draftNote}>
      <p>
        <a href={addressOf({ page: 'referral', id })}>{t.case.assess.back}</a>
      </p>
      <Problem problem={problem} />
      <Status>{loading ? t.app.loading : undefined}</Status>
      {data && (data.status === 'draft' ? <Completed referral={data} /> : <p>{t.app.notFound}</p>)}
    </Page>
  )
}

function Completed({ referral }: { referral: ReferralView }) {
  const { t, language } = useWords()
  const { session } = useSignedIn()
  const { id, subjectRef } = referral
  if (subjectRef === undefined) return null
  return (
    <OnNewBasis
      {...{ subjectRef, steps: ['recipient', 'basis'], button: t.referral.sendDraft, draftId: id }}
      begin={draftToSend(referral, { hub: session.hub, language })}
    >
      <RecipientStep />
    </OnNewBasis>
  )
}
