import type { TokenSession } from '@amparo/client'
import { useEffect, useLayoutEffect, useMemo, useState } from 'preact/hooks'
import type { PageConfig } from '../auth/config.ts'
import { chooseLanguage, type Language, regionOf } from '../i18n/language.ts'
import { wordsIn } from '../i18n/words.ts'
import { LinkPage } from '../pages/link-page.tsx'
import { SheetPage } from '../pages/sheet-page.tsx'
import { Welcome } from '../pages/welcome.tsx'
import { standAtFirstFault } from '../ui/first-fault.ts'
import { keepFocus } from '../ui/keep-focus.ts'
import { LeavePage } from '../ui/leave-page.tsx'
import { Shell } from '../ui/shell.tsx'
import { SpeakingContext } from './context.ts'
import { Session } from './session.tsx'
import { useRoute } from './use-route.ts'

const LANGUAGE = 'amparo.language'

interface Props {
  readonly config: PageConfig
  readonly session: TokenSession | undefined
  /** Why there is none, if somebody tried. */
  readonly refused: string | undefined
}

export function App({ config, session, refused }: Props) {
  const route = useRoute()
  const [language, choose] = useState<Language>(() => languageOfPage())
  const speaking = useMemo(() => {
    const setLanguage = (next: Language) => {
      localStorage.setItem(LANGUAGE, next)
      choose(next)
    }
    return { words: wordsIn(language, regionOf(language, navigator.languages)), setLanguage }
  }, [language])
  useLayoutEffect(() => keepFocus(), [])
  useLayoutEffect(() => standAtFirstFault(), [])
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  return (
    <SpeakingContext.Provider value={speaking}>
      {route.page === 'link' ? (
        <Shell hub={config.hub} page={route.page}>
          <LinkPage key={route.id} config={config} id={route.id} />
        </Shell>
      ) : route.page === 'sheet' ? (
        <Shell hub={config.hub} page={route.page}>
          <SheetPage config={config} />
        </Shell>
      ) : session ? (
        <Session config={config} session={session} />
      ) : (
        <SignedOut config={config} refused={refused} language={language} />
      )}
      <LeavePage />
    </SpeakingContext.Provider>
  )
}

export const languageOfPage = (): Language => chooseLanguage(localStorage.getItem(LANGUAGE), navigator.languages)

function SignedOut({ config, refused, language }: Omit<Props, 'session'> & { language: Language }) {
  const route = useRoute()
  return (
    <Shell hub={config.hub} page={route.page}>
      <Welcome config={config} refused={refused} language={language} />
    </Shell>
  )
}
