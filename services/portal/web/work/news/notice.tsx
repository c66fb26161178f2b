import { useWords } from '../../app/context.ts'
import { LISTS, type Route } from '../../app/route.ts'
import { go } from '../../app/use-route.ts'
import { useNews } from './provider.tsx'

const SHOWS_NEWS: readonly Route['page'][] = [...LISTS, 'home', 'referral', 'calendar', 'overdue', 'offers']

/** "3 new things": quiet, in its place in the head; the page changes only when it is asked to. */
export function NewsNotice({ page }: { page: Route['page'] }) {
  const { t } = useWords()
  const { about, take } = useNews()
  const waiting = about.size
  const forMe = [...about.values()].filter(isMine => isMine).length
  return (
    <div role="status" class="news">
      {waiting > 0 && (
        <button
          type="button"
          class="secondary"
          onClick={() => {
            take()
            if (!SHOWS_NEWS.includes(page)) go({ page: 'inbox' })
            // The button goes away; reading goes on at the page it has changed.
            document.querySelector('h1')?.focus()
          }}
        >
          {t.news.waiting(waiting)}
          {forMe > 0 && ` (${t.news.forYou(forMe)})`}
        </button>
      )}
    </div>
  )
}
