import type { Page as PageOf } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { addressOf, type ListName } from '../../app/route.ts'
import { usePages } from '../../app/use-pages.ts'
import { More } from '../../ui/more.tsx'
import { Page, Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { askedFor, type Filters, queryOf } from '../../work/filters.ts'
import { useFresh } from '../../work/news/provider.tsx'
import type { ListedReferral } from '../../work/views.ts'
import { FilterBar } from './filter-bar.tsx'
import { ReferralCard } from './referral-card.tsx'
import { SuspendedSenders } from './suspended-senders.tsx'

const LIMIT = 25
/** What the service calls each list. */
const BOXES = {
  inbox: 'inbox',
  sent: 'outbox',
  drafts: 'drafts',
  protection: 'protection',
} as const

/** Referrals by what has to be done; who the person is stands on no list. */
export function ReferralList({ list, filters }: { list: ListName; filters: Filters }) {
  const { t } = useWords()
  const { client } = useSignedIn()
  const load = (cursor?: string): Promise<PageOf<ListedReferral>> =>
    client[BOXES[list]]({ ...askedFor(filters), limit: LIMIT, ...(cursor === undefined ? {} : { cursor }) })
  const loaded = usePages(`${list} ${queryOf(filters)}`, load)
  useFresh(loaded.reload)
  const { data } = loaded
  const titles = {
    inbox: [t.list.inboxTitle, t.list.inboxLead],
    sent: [t.list.sentTitle, t.list.sentLead],
    drafts: [t.lists.draftsTitle, t.lists.draftsLead],
    protection: [t.lists.protectionTitle, t.lists.protectionLead],
  } as const
  const [title, lead] = titles[list]
  const empty = Object.keys(filters).length > 0 ? t.lists.nothingFound : t.list.empty
  return (
    <Page title={title} lead={lead}>
      {list === 'inbox' && <SuspendedSenders />}
      <FilterBar
        filters={filters}
        drafts={list === 'drafts'}
        // In place of the list before: going back leads to the page before, not through every filter.
        change={next => location.replace(addressOf({ page: list, filters: next }))}
      />
      <Problem problem={loaded.problem} />
      <div class="list-head">
        <Status>
          {loaded.loading
            ? t.app.loading
            : data &&
              (data.items.length === 0 ? empty : `${t.list.shown(data.items.length)}${data.nextCursor ? ' +' : ''}`)}
        </Status>
        <button type="button" class="plain" onClick={loaded.reload}>
          {t.app.reload}
        </button>
      </div>
      <ul class="cards">
        {data?.items.map(item => (
          <li key={item.id}>
            <ReferralCard referral={item} box={list} changed={loaded.reload} />
          </li>
        ))}
      </ul>
      <More list={loaded} />
    </Page>
  )
}
