import type { EvidenceBrief } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { addressOf } from '../../app/route.ts'
import { usePages } from '../../app/use-pages.ts'
import { Badge } from '../../ui/badge.tsx'
import { More } from '../../ui/more.tsx'
import { Page, Status } from '../../ui/page.tsx'
import { PriorityBadge } from '../../ui/priority-badge.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useFresh } from '../../work/news/provider.tsx'
import { Calls } from './calls.tsx'
import { NewRequest } from './new-request.tsx'
import { Unread } from './unread.tsx'

/** Requests for evidence that the own agency drafts, reviews, sends or receives. No person is on the list. */
export function Requests() {
  const { t } = useWords()
  const { client, may } = useSignedIn()
  const loaded = usePages('evidence', cursor => client.evidenceRequests(cursor))
  const { data, problem, loading, reload } = loaded
  useFresh(reload)
  return (
    <Page title={t.evidence.title} lead={t.evidence.lead}>
      {/* Who signs for the state does not draft. Above all that comes later, which would move what is being chosen from under the hand. */}
      {!may('evidence:decide') && <NewRequest />}
      <Problem problem={problem} />
      <div class="list-head">
        <Status>{loading && !data ? t.app.loading : data?.items.length === 0 ? t.evidence.none : ''}</Status>
        <button type="button" class="plain" onClick={reload}>
          {t.app.reload}
        </button>
      </div>
      <Calls />
      <ul class="cards">
        {data?.items.map(request => (
          <li key={request.id}>
            <Card request={request} />
          </li>
        ))}
      </ul>
      <More list={loaded} />
    </Page>
  )
}

function Card({ request }: { request: EvidenceBrief }) {
  const { t, moment, hubName } = useWords()
  const { evidence } = t
  const { id, type, status, fromHub, toHub, priority, updatedAt, unread } = request
  return (
    <article class="card">
      <h2>
        <a href={addressOf({ page: 'evidence', id })}>{evidence.types[type] ?? type}</a>
      </h2>
      <p>
        <Badge kind="state">{evidence.status[status] ?? status}</Badge> <PriorityBadge priority={priority} />{' '}
        {evidence.between(hubName(fromHub), hubName(toHub))}, <time dateTime={updatedAt}>{moment(updatedAt)}</time>
      </p>
      <Unread unread={unread} />
    </article>
  )
}
