import { useSignedIn, useWords } from '../../app/context.ts'
import { LISTS, type Route } from '../../app/route.ts'
import { go } from '../../app/use-route.ts'
import { useNews } from './provider.tsx'

interface Place {
  /** Pages that show it as they are. */
  readonly shown: readonly Route['page'][]
  readonly route: Route
}
const INBOX: Place = {
  shown: [...LISTS, 'home', 'referral', 'calendar', 'overdue', 'offers'],
  route: { page: 'inbox' },
}
const EVIDENCE: Place = { shown: ['evidence'], route: { page: 'evidence', id: undefined } }
/** To whoever executes one, and reads nothing of it. */
const CONTACTS: Place = { shown: ['contacts'], route: { page: 'contacts' } }

/** "3 new things": quiet, in its place in the head; the page changes only when it is asked to. */
export function NewsNotice({ page }: { page: Route['page'] }) {
  const { t } = useWords()
  const { may } = useSignedIn()
  const { about, take } = useNews()
  const waiting = about.size
  const forMe = [...about.values()].filter(({ mine }) => mine).length
  const isOfRequests = waiting > 0 && [...about.values()].every(({ request }) => request)
  return (
    <div role="status" class="news">
      {waiting > 0 && (
        <button
          type="button"
          class="secondary"
          onClick={() => {
            take()
            const ofRequests = may('evidence:request') ? EVIDENCE : CONTACTS
            const place = isOfRequests ? ofRequests : INBOX
            if (!place.shown.includes(page)) go(place.route)
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
