import type { ReferralView } from '@amparo/client'
import { useSignedIn, useWords } from '../app/context.ts'
import { addressOf } from '../app/route.ts'
import { useLoad } from '../app/use-load.ts'
import { useTold } from '../app/use-told.ts'
import { Page, Status } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { Consent } from './consents/consent.tsx'
import { IssueNotice } from './consents/issue-notice.tsx'

/** What the own agency has on record for the person of a referral that it sent, and who has something on it: the whole picture, in one place. */
export function Consents({ id }: { id: string }) {
  const { t } = useWords()
  const { client } = useSignedIn()
  const { data, problem, loading } = useLoad(id, () => client.get(id))
  return (
    <Page title={t.held.title} lead={t.held.lead}>
      <p>
        <a href={addressOf({ page: 'referral', id })}>{t.held.back}</a>
      </p>
      <Problem problem={problem} />
      <Status>{loading && t.app.loading}</Status>
      {data && <OfPerson referral={data} />}
    </Page>
  )
}

function OfPerson({ referral: { subjectRef } }: { referral: ReferralView }) {
  const { t } = useWords()
  if (subjectRef === undefined) return <p class="notice">{t.held.notYours}</p>
  return <Recorded subjectRef={subjectRef} />
}

function Recorded({ subjectRef }: { subjectRef: string }) {
  const { t } = useWords()
  const { client, may } = useSignedIn()
  const { data, problem, reload } = useLoad(subjectRef, () => client.consentsOf(subjectRef))
  const [said, tell] = useTold()
  const changed = (words: string) => {
    tell(words)
    void reload()
  }
  return (
    <>
      <Problem problem={problem} />
      <Status told={said} />
      {data?.length === 0 && <p>{t.held.none}</p>}
      {data?.map(consent => (
        <Consent key={consent.id} {...{ consent, subjectRef, changed }} />
      ))}
      {data && may('view:open') && <IssueNotice subjectRef={subjectRef} consents={data} recorded={reload} />}
    </>
  )
}
