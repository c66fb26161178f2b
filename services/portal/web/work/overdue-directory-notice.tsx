import { useSignedIn, useWords } from '../app/context.ts'
import { ownAgency } from '../app/is-own.ts'
import { useLoad } from '../app/use-load.ts'

/** That the directory is older than it may be, on every page of those who can ask the jurisdiction: the central authority's supervisors, and auditors. */
export function OverdueDirectoryNotice() {
  const app = useSignedIn()
  const { may } = app
  const isAsked = may('audit:read') || (may('directory:maintain') && ownAgency(app)?.type === 'central_authority')
  return isAsked ? <Asked /> : null
}

function Asked() {
  const { t, ends } = useWords()
  const { client } = useSignedIn()
  const { data } = useLoad('statement', () => client.statement())
  return (
    <div role="status" class="called">
      {data?.overdue === true && data.nextBy !== undefined && (
        <p>{t.accreditation.directoryOverdue(ends(data.nextBy))}</p>
      )}
    </div>
  )
}
