import { useSignedIn, useWords } from '../app/context.ts'
import { useLoad } from '../app/use-load.ts'
import { useTold } from '../app/use-told.ts'
import { Page, Status } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { CheckNotice } from './notices/check-notice.tsx'
import { Notice } from './notices/notice.tsx'

/** Notices that the own agency issued, or that are addressed to it. */
export function Notices() {
  const { t } = useWords()
  const { client } = useSignedIn()
  const { notices: says } = t.held
  const { data, problem, loading, reload } = useLoad('notices', () => client.notices())
  const [said, tell] = useTold()
  return (
    <Page title={says.title} lead={says.lead}>
      <Problem problem={problem} />
      <Status told={said}>{loading && !data && t.app.loading}</Status>
      {data?.length === 0 && <p>{says.none}</p>}
      <ol class="cards" aria-label={says.title}>
        {data?.map(notice => (
          <li key={notice.noticeId} class="card">
            <Notice
              notice={notice}
              withdrawn={() => {
                tell(says.withdrawn)
                void reload()
              }}
            />
          </li>
        ))}
      </ol>
      <CheckNotice />
    </Page>
  )
}
