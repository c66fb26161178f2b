import { createApi, type TokenSession } from '@amparo/client'
import { type ComponentChildren, createContext } from 'preact'
import { useContext, useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { createWorkApi, type WorkApi, type WorkUrls } from './api.ts'
import { type ColleagueBook, colleagueBook } from './colleagues.ts'
import type { KeptIntake } from './intake/keep.ts'
import { NewsProvider } from './news/provider.tsx'

/** What the pages of the whole agency work with, beside the client. */
export interface Work {
  readonly api: WorkApi
  readonly colleagues: ColleagueBook
  readonly intake: { current: KeptIntake | undefined }
}

const WorkContext = createContext<Work | undefined>(undefined)

export function useWork(): Work {
  const work = useContext(WorkContext)
  if (work === undefined) throw new TypeError('no agency here')
  return work
}

interface Props {
  readonly session: TokenSession
  readonly urls: WorkUrls
  readonly children: ComponentChildren
}

/** Knows the colleagues, and follows the agency's news. Who reads the access log has neither. */
export function WorkProvider({ session, urls, children }: Props) {
  const api = useMemo(
    () => createWorkApi(createApi({ urls, session, fetch: (url, init) => fetch(url, init) })),
    [urls, session],
  )
  const [colleagues, setColleagues] = useState<ColleagueBook>(() => colleagueBook([], session.user))
  const works = session.scopes.includes('referral:read')
  useEffect(() => {
    if (!works) return
    // Without names the pages still work: whoever is assigned is then told by the beginning of their id.
    api.colleagues().then(
      all => setColleagues(colleagueBook(all, session.user)),
      () => undefined,
    )
  }, [api, works, session.user])
  const intake = useRef<KeptIntake | undefined>(undefined)
  useEffect(() => {
    const leaving = (event: BeforeUnloadEvent) => {
      if (intake.current) event.preventDefault()
    }
    addEventListener('beforeunload', leaving)
    return () => removeEventListener('beforeunload', leaving)
  }, [])
  const work = useMemo(() => ({ api, colleagues, intake }), [api, colleagues])
  return (
    <WorkContext.Provider value={work}>
      <NewsProvider session={session} url={`${urls.referral}/news`} follow={works}>
        {children}
      </NewsProvider>
    </WorkContext.Provider>
  )
}
