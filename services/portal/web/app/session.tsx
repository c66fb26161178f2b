import { type Client, createClient, type ServiceUrls, type TokenSession } from '@amparo/client'
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { PageConfig } from '../auth/config.ts'
import { signInAgain as openWindow } from '../auth/popup.ts'
import { lock, unlock } from '../auth/sign-in.ts'
import { signOut } from '../auth/sign-out.ts'
import { createUploads } from '../files/uploads.ts'
import { Problem } from '../ui/problem.tsx'
import { Shell } from '../ui/shell.tsx'
import { SignInAgain } from '../ui/sign-in-again.tsx'
import { WorkProvider } from '../work/context.tsx'
import { QuestionsProvider } from '../work/questions/provider.tsx'
import { loadAgencies } from './agency-book.ts'
import { type AgencyBook, type KeptForm, type SignedIn, SignedInContext, useWords, type Why } from './context.ts'
import { formTextsOf, loadFormTexts } from './form-texts.ts'
import { Pages } from './pages.tsx'
import { loadProtocols, protocolBook } from './protocol-book.ts'
import { useIdle } from './use-idle.ts'
import { useLoadWith } from './use-load.ts'
import { useRoute } from './use-route.ts'

/** Unused for so long, the page is locked. After as long accounts asks for the password (services/accounts/src/provider/policy.ts). */
const IDLE_MS = 15 * 60_000
const NO_AGENCIES: AgencyBook = { all: [], find: () => undefined, name: agencyId => agencyId }
const NO_PROTOCOLS = protocolBook([], [])
const NO_TEXTS = formTextsOf([])

const urlsOn = (origin: string): ServiceUrls => ({
  directory: `${origin}/api/directory`,
  redaction: `${origin}/api/redaction`,
  consent: `${origin}/api/consent`,
  referral: `${origin}/api/referral`,
  exchange: `${origin}/api/exchange`,
  audit: `${origin}/api/audit`,
})

/** Everything for somebody signed in. It lives as long as the page does. */
export function Session({ config, session }: { config: PageConfig; session: TokenSession }) {
  const words = useWords()
  const route = useRoute()
  const client = useMemo(
    () =>
      createClient({
        ...{ session, urls: urlsOn(config.publicUrl), hub: config.hub, auditKey: config.auditKey },
        jurisdictionCert: config.jurisdictionCertificate,
      }),
    [config, session],
  )
  const { asked, ask, answer } = useAsking()
  const { agencies, protocols, formTexts, problem } = useBooks(client, session, ask)
  const kept = useRef<KeptForm | undefined>(undefined)
  const who = useMemo(() => ({ user: session.user, signInAgain: () => ask('ended') }), [session, ask])
  const uploads = useMemo(() => createUploads(client, who), [client, who])
  const requestUploads = useMemo(() => createUploads(client.requestFiles, who), [client, who])
  useEffect(() => {
    const leaving = (event: BeforeUnloadEvent) => {
      if (kept.current || uploads.isBusy() || requestUploads.isBusy()) event.preventDefault()
    }
    addEventListener('beforeunload', leaving)
    return () => {
      removeEventListener('beforeunload', leaving)
      uploads.stop()
      requestUploads.stop()
    }
  }, [uploads, requestUploads])
  const idle = useIdle(IDLE_MS, asked !== 'idle')
  useEffect(() => {
    if (!idle) return
    lock()
    const unlocked = async () => {
      // Signing out takes a while, and the browser may ask before something is lost: until the page is gone it is locked.
      while (!(await ask('idle'))) await signOut(config, session, words.language)
      unlock()
    }
    void unlocked()
  }, [idle, ask, config, session, words.language])

  const app: SignedIn = useMemo(
    () => ({
      ...{ config, session, client, agencies, protocols, formTexts, kept, uploads, requestUploads },
      signInAgain: ask,
      may: scope => session.scopes.includes(scope),
    }),
    [config, session, client, agencies, protocols, formTexts, uploads, requestUploads, ask],
  )
  return (
    <SignedInContext.Provider value={app}>
      <QuestionsProvider client={client} follow={session.scopes.includes('audit:answer') && asked === undefined}>
        <WorkProvider {...{ session, client }} accounts={`${config.publicUrl}/api/accounts`} paused={asked === 'idle'}>
          <Shell hub={config.hub} page={route.page}>
            <Problem problem={problem} />
            <div class={asked === 'idle' ? 'covered' : undefined}>
              <Pages route={route} />
            </div>
          </Shell>
        </WorkProvider>
      </QuestionsProvider>
      {asked && (
        <SignInAgain
          why={asked}
          signIn={signal => openWindow(config, session, { language: words.language, signal })}
          end={answer}
        />
      )}
    </SignedInContext.Provider>
  )
}

/** What every page needs. Who reads the access log has no referrals. */
function useBooks(client: Client, { scopes }: TokenSession, ask: SignedIn['signInAgain']) {
  const agencies = useLoadWith(ask, 'agencies', () => loadAgencies(client))
  const protocols = useLoadWith(ask, 'protocols', async () =>
    scopes.includes('referral:read') ? loadProtocols(client) : NO_PROTOCOLS,
  )
  const formTexts = useLoadWith(ask, 'form texts', async () =>
    scopes.includes('consent:record') ? loadFormTexts(client) : NO_TEXTS,
  )
  return {
    agencies: agencies.data ?? NO_AGENCIES,
    protocols: protocols.data ?? NO_PROTOCOLS,
    formTexts: formTexts.data ?? NO_TEXTS,
    problem: agencies.problem ?? protocols.problem ?? formTexts.problem,
  }
}

/** One question at a time; whoever asks meanwhile gets the same answer. That the page locks comes before any other. */
function useAsking() {
  const [asked, setAsked] = useState<Why>()
  const waiting = useRef<((done: boolean) => void)[]>([])
  const ask = useCallback((why: Why) => {
    setAsked(current => (why === 'idle' ? why : (current ?? why)))
    return new Promise<boolean>(resolve => waiting.current.push(resolve))
  }, [])
  const answer = useCallback((done: boolean) => {
    // Who will not unlock the page is not shown it.
    setAsked(current => (current === 'idle' && !done ? current : undefined))
    for (const resolve of waiting.current.splice(0)) resolve(done)
  }, [])
  return { asked, ask, answer }
}
