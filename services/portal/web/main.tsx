import './app/no-eval.ts'

import { render } from 'preact'
import { App, languageOfPage } from './app/app.tsx'
import { SpeakingContext } from './app/context.ts'
import { printAlone } from './app/print-alone.ts'
import { routeOf } from './app/route.ts'
import { loadConfig } from './auth/config.ts'
import { arrive, leaveForSignIn, wasSignedIn } from './auth/sign-in.ts'
import { wordsIn } from './i18n/words.ts'
import { Answered } from './pages/welcome.tsx'

const QUIET: readonly string[] = ['login_required', 'interaction_required']

/** Reads what the issuer answered, asks it in silence after a reload, and shows the page. */
async function begin(root: HTMLElement): Promise<void> {
  const config = await loadConfig()
  const arrival = await arrive(config)
  const language = languageOfPage()
  if (arrival.kind === 'answered') {
    window.close()
    // Some browsers let no script close a window that has been elsewhere.
    const speaking = { words: wordsIn(language), setLanguage: () => {} }
    render(
      <SpeakingContext.Provider value={speaking}>
        <main>
          <Answered />
        </main>
      </SpeakingContext.Provider>,
      root,
    )
    return
  }
  const isLink = routeOf(location.hash).page === 'link'
  if (arrival.kind === 'none' && wasSignedIn() && !isLink) return leaveForSignIn(config, { silent: true, language })
  const refused = arrival.kind === 'refused' && !QUIET.includes(arrival.code) ? arrival.code : undefined
  render(
    <App config={config} session={arrival.kind === 'signed-in' ? arrival.session : undefined} refused={refused} />,
    root,
  )
}

const root = document.getElementById('app')
if (root) {
  printAlone()
  begin(root).catch(() => {
    const { t } = wordsIn(languageOfPage())
    document.documentElement.lang = languageOfPage()
    root.textContent = `Amparo: ${t.app.unavailable}`
  })
}
