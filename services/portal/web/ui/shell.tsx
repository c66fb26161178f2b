import type { ComponentChildren } from 'preact'
import { useContext } from 'preact/hooks'
import { SignedInContext, useSpeaking } from '../app/context.ts'
import { ownAgency } from '../app/is-own.ts'
import type { Route } from '../app/route.ts'
import { signOut } from '../auth/sign-out.ts'
import { isLanguageOfPage, LANGUAGES, NAMES } from '../i18n/language.ts'
import { AccreditationNotice } from '../work/accreditation-notice.tsx'
import { LeaversNotice } from '../work/leavers/notice.tsx'
import { NewsNotice } from '../work/news/notice.tsx'
import { OverdueDirectoryNotice } from '../work/overdue-directory-notice.tsx'
import { QuestionsNotice } from '../work/questions/notice.tsx'
import { Menu, PartsMenu } from './menu.tsx'

/** Head of every page. The way past it to the content comes first for the keyboard. */
export function Shell({ hub, page, children }: { hub: string; page: Route['page']; children: ComponentChildren }) {
  const {
    words: { t, hubNameAndCode },
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
            <strong>Amparo</strong> · {t.app.hub} {hubNameAndCode(hub)}
          </p>
          <div class="bar-end">
            {app && <NewsNotice page={page} />}
            {app && <QuestionsNotice />}
            {app && <LeaversNotice />}
            {app && <AccreditationNotice />}
            {app && <OverdueDirectoryNotice />}
            {app && <AgencyName />}
            <LanguageChoice />
            {app && <SignOut />}
          </div>
        </div>
        {app && <Menu page={page} may={app.may} />}
      </header>
      {app && <PartsMenu page={page} may={app.may} />}
      <main id="content">{children}</main>
    </>
  )
}

function AgencyName() {
  const app = useContext(SignedInContext)
  return app ? <span class="agency">{ownAgency(app)?.name}</span> : null
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
