import { type Client, createApi, type TokenSession } from '@amparo/client'
import { type ComponentChildren, createContext } from 'preact'
import { useContext, useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { type ColleagueBook, colleagueBook } from './colleagues.ts'
import type { KeptIntake } from './intake/keep.ts'
import { LeaversProvider } from './leavers/provider.tsx'
import { NewsProvider } from './news/provider.tsx'
import type { Colleague } from './views.ts'

/** Of whoever drafts or signs requests for evidence, or executes one. */
const REQUESTS = ['evidence:request', 'evidence:contact']

/** What the pages of the whole agency work with, beside the client. */
export interface Work {
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
  readonly client: Client
  /** Of the accounts service, as the portal leads there. */
  readonly accounts: string
  /** Nobody is there: news must not keep the sign-in alive. */
  readonly paused: boolean
  readonly children: ComponentChildren
}

/** Knows the colleagues, and follows the agency's news. Who reads the access log has neither. */
export function WorkProvider({ session, client, accounts, paused, children }: Props) {
  const [colleagues, setColleagues] = useState<ColleagueBook>(() => colleagueBook([], session.user))
  const works = session.scopes.includes('referral:read')
  const requests = REQUESTS.some(scope => session.scopes.includes(scope))
  useEffect(() => {
    if (!works) return
    const api = createApi({ urls: { accounts }, session, fetch: (url, init) => fetch(url, init) })
    // Without names the pages still work: whoever is assigned is then told by the beginning of their id.
    api.get<{ items: readonly Colleague[] }>('accounts', '/colleagues').then(
      ({ items }) => setColleagues(colleagueBook(items, session.user)),
      () => undefined,
    )
  }, [accounts, works, session])
  const intake = useRef<KeptIntake | undefined>(undefined)
  useEffect(() => {
    const leaving = (event: BeforeUnloadEvent) => {
      if (intake.current) event.preventDefault()
    }
    addEventListener('beforeunload', leaving)
    return () => removeEventListener('beforeunload', leaving)
  }, [])
  const work = useMemo(() => ({ colleagues, intake }), [colleagues])
  return (
    <WorkContext.Provider value={work}>
      <NewsProvider
        client={client}
        follow={(works || requests) && !paused}
        self={session.user}
        referrals={works}
        requests={requests}
      >
        <LeaversProvider
          {...{ session, client, accounts, colleagues }}
          follow={session.scopes.includes('referral:assign') && !paused}
        >
          {children}
        </LeaversProvider>
      </NewsProvider>
    </WorkContext.Provider>
  )
}
