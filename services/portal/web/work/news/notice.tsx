import { useLayoutEffect, useRef } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { addressOf, LISTS, type Route } from '../../app/route.ts'
import { go } from '../../app/use-route.ts'
import { useNews } from './provider.tsx'

interface Place {
  /** Pages that show it as they are. */
  readonly shown: readonly Route['page'][]
  readonly route: Route
}
const INBOX: Place = {
  shown: [...LISTS, 'home', 'calendar', 'overdue', 'offers'],
  route: { page: 'inbox' },
}
const EVIDENCE: Place = { shown: ['evidence'], route: { page: 'evidence', id: undefined } }
/** To whoever executes one, and reads nothing of it. */
const CONTACTS: Place = { shown: ['contacts'], route: { page: 'contacts' } }

/** One referral alone is led to: it may be one that was sent, and no inbox shows that. */
function theOneIn(about: ReturnType<typeof useNews>['about']): Place | undefined {
  const [[id, only] = []] = about
  if (about.size !== 1 || id === undefined || only?.referral !== true) return undefined
  return { shown: INBOX.shown, route: { page: 'referral', id } }
}

/** "3 new things": quiet, in its place in the head; the page changes only when it is asked to. */
export function NewsNotice({ page }: { page: Route['page'] }) {
  const { t } = useWords()
  const { may } = useSignedIn()
  const { about, take } = useNews()
  const waiting = about.size
  const forMe = [...about.values()].filter(({ mine }) => mine).length
  const isOfRequests = waiting > 0 && [...about.values()].every(({ request }) => request)
  const ofRequests = may('evidence:request') ? EVIDENCE : CONTACTS
  const place = isOfRequests ? ofRequests : (theOneIn(about) ?? INBOX)
  const isShown = place.shown.includes(page) || location.hash === addressOf(place.route)
  /** Taken where they are shown: whoever stays at what they have not sent has not seen them. */
  const asked = useRef(false)
  useLayoutEffect(() => {
    if (asked.current && isShown) take()
    asked.current = false
  }, [page])
  return (
    <div role="status" class="news">
      {waiting > 0 && (
        <button
          type="button"
          class="secondary"
          onClick={() => {
            if (!isShown) {
              asked.current = true
              return go(place.route)
            }
            take()
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
