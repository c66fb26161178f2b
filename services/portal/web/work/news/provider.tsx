import { type Client, type NewsItem, ProblemError } from '@amparo/client'
import { type ComponentChildren, createContext } from 'preact'
import { useContext, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'

interface Waiting {
  /** All that was said of it, as `NewsItem` has it. */
  readonly kinds: ReadonlySet<string>
  /** It calls whoever is signed in by name. */
  readonly mine: boolean
  /** It is about a request for evidence. */
  readonly request: boolean
  readonly referral: boolean
}

interface News {
  /** What waits that no list on the page shows yet, by id. */
  readonly about: ReadonlyMap<string, Waiting>
  /** Lists load again whenever this goes up. */
  readonly taken: number
  /** So many identities were said to have been opened in an emergency: whoever reviews them asks anew whenever this goes up. */
  readonly emergencies: number
  take(): void
  /** What is heard of a referral that is on the screen goes there, and does not wait. Until what it gives back is called. */
  follow(referralId: string, hear: Hear): () => void
}

type Hear = (kind: NewsItem['kind']) => void

/** Its page shows nothing of it: supervisors review it elsewhere. */
export const EMERGENCY = 'identity-opened'

const NOTHING: News = {
  about: new Map(),
  taken: 0,
  emergencies: 0,
  take: () => undefined,
  follow: () => () => undefined,
}
const NewsContext = createContext(NOTHING)
export const useNews = (): News => useContext(NewsContext)

/** Several that come together are told together: a screen reader is not interrupted for each. */
const TOGETHER_MS = 2_000

/** After the sign-in has ended: it can come back. */
const AGAIN_MS = 60_000

interface Props {
  readonly client: Pick<Client, 'news'>
  readonly follow: boolean
  /** Whether those about referrals are. */
  readonly referrals: boolean
  /** Whether those about requests for evidence are for this person. */
  readonly requests: boolean
  /** Who is signed in. */
  readonly self: string
  readonly children: ComponentChildren
}

/** Hears that something waits, and for which referral; what it is stands behind it, for whoever may see it. */
export function NewsProvider({ client, follow, referrals, requests, self, children }: Props) {
  const [about, setAbout] = useState<News['about']>(new Map())
  const [taken, setTaken] = useState(0)
  const [emergencies, setEmergencies] = useState(0)
  const heard = useRef(new Map<string, Waiting>())
  const onScreen = useRef(new Map<string, Hear>())
  /** Where to go on from, after a pause. */
  const last = useRef<string | undefined>(undefined)
  useEffect(() => {
    if (!follow) return undefined
    const stop = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const tell = () => {
      timer = undefined
      setAbout(new Map(heard.current))
    }
    void followUntil(
      stop.signal,
      client,
      { last, requestsOnly: !referrals },
      ({ kind, referralId, offerId, requestId, users }) => {
        if (requestId !== undefined && !requests) return
        if (kind === EMERGENCY) setEmergencies(before => before + 1)
        const shown = referralId === undefined ? undefined : onScreen.current.get(referralId)
        shown?.(kind)
        // A call to whoever is signed in waits all the same, until they have looked.
        if (shown && kind !== EMERGENCY && users?.includes(self) !== true) return
        // Something may have been missed, of what is on the screen too.
        if (kind === 'reload') for (const hear of onScreen.current.values()) hear(kind)
        // Two news of one referral are one thing to look at; where some may have been missed, that is one too.
        const what = referralId ?? offerId ?? requestId ?? kind
        const before = heard.current.get(what)
        const mine = before?.mine === true || users?.includes(self) === true
        const kinds = new Set(before?.kinds).add(kind)
        const request = requestId !== undefined || !referrals
        heard.current.set(what, { kinds, mine, request, referral: referralId !== undefined })
        timer ??= setTimeout(tell, TOGETHER_MS)
      },
    )
    return () => {
      stop.abort()
      clearTimeout(timer)
    }
  }, [client, follow, referrals, requests, self])
  const news = useMemo(
    () => ({
      ...{ about, taken, emergencies },
      take: () => {
        heard.current = new Map()
        setAbout(new Map())
        setTaken(before => before + 1)
      },
      follow: (referralId: string, hear: Hear) => {
        onScreen.current.set(referralId, hear)
        // Whoever has opened it looks at what was told of it.
        if (heard.current.delete(referralId)) setAbout(new Map(heard.current))
        return () => {
          if (onScreen.current.get(referralId) === hear) onScreen.current.delete(referralId)
        }
      },
    }),
    [about, taken, emergencies],
  )
  return <NewsContext.Provider value={news}>{children}</NewsContext.Provider>
}

/** Until told to stop, or told that there are no news for this person. */
async function followUntil(
  signal: AbortSignal,
  client: Pick<Client, 'news'>,
  { last, requestsOnly }: { readonly last: { current: string | undefined }; readonly requestsOnly: boolean },
  hear: (item: NewsItem) => void,
) {
  while (!signal.aborted) {
    const after = last.current
    try {
      for await (const item of client.news({ signal, requestsOnly, ...(after === undefined ? {} : { after }) })) {
        last.current = item.id
        if (item.kind !== 'ready') hear(item)
      }
    } catch (error) {
      if (!(error instanceof ProblemError) || error.status !== 401) return
      await new Promise(resolve => setTimeout(resolve, AGAIN_MS))
    }
  }
}

/** Hears at once what is new of a referral that is on the screen. */
export function useNewsOf(referralId: string, hear: Hear): void {
  const { follow } = useNews()
  const hearNow = useRef(hear)
  hearNow.current = hear
  // With the page: one that is gone hears nothing, and its news wait for somebody to look.
  useLayoutEffect(() => follow(referralId, kind => hearNow.current(kind)), [referralId])
}

/** Loads again when the person has asked for what is new. */
export function useFresh(reload: () => void): void {
  const { taken } = useNews()
  const before = useRef(taken)
  useEffect(() => {
    if (before.current === taken) return
    before.current = taken
    reload()
  }, [taken])
}
