import { useLayoutEffect, useRef } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { addressOf, LISTS, type Route } from '../../app/route.ts'
import { go } from '../../app/use-route.ts'
import type { NewsKinds } from '../../i18n/work/texts.ts'
import { useQuestions } from '../questions/provider.tsx'
import { EMERGENCY, useNews } from './provider.tsx'

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

const isEmergency = (kinds: ReadonlySet<string>): boolean => kinds.size === 1 && kinds.has(EMERGENCY)

/** Each kind in words that tell of nobody, and how often. */
function kindsIn(about: ReturnType<typeof useNews>['about'], words: NewsKinds): string {
  const all = [...about.values()].flatMap(({ kinds }) => [...kinds])
  const said = all.map(kind => (isKnown(words, kind) ? words[kind] : words.changed))
  const counted = Map.groupBy(said, text => text)
  return [...counted].map(([text, { length }]) => (length > 1 ? `${text} (${length})` : text)).join(' · ')
}

const isKnown = (words: NewsKinds, kind: string): kind is keyof NewsKinds => Object.hasOwn(words, kind)

/** One referral alone is led to: it may be one that was sent, and no inbox shows that. */
function theOneIn(about: ReturnType<typeof useNews>['about']): Place | undefined {
  const [[id, only] = []] = about
  if (about.size !== 1 || id === undefined || only?.referral !== true) return undefined
  return { shown: INBOX.shown, route: { page: 'referral', id } }
}

/** To whoever reviews what was opened in an emergency. */
const REVIEWS: Place = { shown: ['questions'], route: { page: 'questions' } }

/** "3 new things", and of what kind: quiet, in its place in the head; the page changes only when it is asked to. */
export function NewsNotice({ page }: { page: Route['page'] }) {
  const { t } = useWords()
  const { may } = useSignedIn()
  const { about: heard, take } = useNews()
  const { told } = useQuestions()
  // Of what is known to await review another notice says until when.
  const isToldApart = told?.questions.some(({ state }) => state === 'open') === true
  const about = new Map([...heard].filter(([, { kinds }]) => !(isToldApart && isEmergency(kinds))))
  const waiting = about.size
  const forMe = [...about.values()].filter(({ mine }) => mine).length
  const isOfRequests = waiting > 0 && [...about.values()].every(({ request }) => request)
  const ofRequests = may('evidence:request') ? EVIDENCE : CONTACTS
  const isToReview = may('audit:answer') && waiting > 0 && [...about.values()].every(({ kinds }) => isEmergency(kinds))
  const others = isOfRequests ? ofRequests : (theOneIn(about) ?? INBOX)
  const place = isToReview ? REVIEWS : others
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
      {waiting > 0 && <span class="kinds">{kindsIn(about, t.news.kinds)}</span>}
    </div>
  )
}
