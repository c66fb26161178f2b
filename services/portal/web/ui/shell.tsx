import type { ComponentChildren } from 'preact'
import { useContext } from 'preact/hooks'
import { SignedInContext, useSpeaking } from '../app/context.ts'
import { addressOf, type Route } from '../app/route.ts'
import { signOut } from '../auth/sign-out.ts'
import { isLanguageOfPage, LANGUAGES, NAMES } from '../i18n/language.ts'
import type { Texts } from '../i18n/texts/texts.ts'

interface Place {
  readonly route: Route
  readonly label: keyof Texts['nav']
  readonly scope: string
}

const PLACES: readonly Place[] = [
  { route: { page: 'inbox' }, label: 'inbox', scope: 'referral:read' },
  { route: { page: 'sent' }, label: 'sent', scope: 'referral:read' },
  { route: { page: 'new' }, label: 'newReferral', scope: 'referral:submit' },
  { route: { page: 'confirm', id: undefined }, label: 'confirm', scope: 'consent:confirm' },
  { route: { page: 'log', id: undefined }, label: 'log', scope: 'audit:read' },
]

/** Head of every page. The way past it to the content comes first for the keyboard. */
export function Shell({ hub, page, children }: { hub: string; page: Route['page']; children: ComponentChildren }) {
  const {
    words: { t },
  } = useSpeaking()
  const app = useContext(SignedInContext)
  return (
    <>
      <button type="button" class="skip" onClick={() => document.querySelector('h1')?.focus()}>
        {t.app.skip}
      </button>
      <header>
        <div class="bar">
          <p class="brand">
            <strong>Amparo</strong> · {t.app.hub} {hub}
          </p>
          <div class="bar-end">
            {app && <AgencyName />}
            <LanguageChoice />
            {app && <SignOut />}
          </div>
        </div>
        {app && (
          <nav aria-label={t.app.main}>
            <ul>
              {PLACES.filter(({ scope }) => app.may(scope)).map(({ route, label }) => (
                <li key={label}>
                  <a href={addressOf(route)} aria-current={route.page === page ? 'page' : undefined}>
                    {t.nav[label]}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        )}
      </header>
      <main id="content">{children}</main>
    </>
  )
}

function AgencyName() {
  const app = useContext(SignedInContext)
  return <span class="agency">{app?.agencies.name(app.session.agency)}</span>
}

function SignOut() {
  const app = useContext(SignedInContext)
  const { words } = useSpeaking()
  if (!app) return null
  return (
    <button type="button" class="plain" onClick={() => void signOut(app.config, app.session, words.language)}>
      {words.t.nav.signOut}
    </button>
  )
}

function LanguageChoice() {
  const { words, setLanguage } = useSpeaking()
  return (
    <span class="language">
      <label for="language" class="hidden">
        {words.t.app.language}
      </label>
      <select
        id="language"
        value={words.language}
        onChange={event => {
          const { value } = event.currentTarget
          if (isLanguageOfPage(value)) setLanguage(value)
        }}
      >
        {LANGUAGES.map(language => (
          <option key={language} value={language} lang={language}>
            {NAMES[language]}
          </option>
        ))}
      </select>
    </span>
  )
}
