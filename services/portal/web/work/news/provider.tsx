import { type Client, type NewsItem, ProblemError } from '@amparo/client'
import { type ComponentChildren, createContext } from 'preact'
import { useContext, useEffect, useMemo, useRef, useState } from 'preact/hooks'

interface News {
  /** What waits that no list on the page shows yet, by id. */
  readonly about: ReadonlySet<string>
  /** Of these, what calls whoever is signed in by name. */
  readonly forMe: ReadonlySet<string>
  /** Lists load again whenever this goes up. */
  readonly taken: number
  take(): void
}

const NewsContext = createContext<News>({ about: new Set(), forMe: new Set(), taken: 0, take: () => undefined })
export const useNews = (): News => useContext(NewsContext)

/** Several that come together are told together: a screen reader is not interrupted for each. */
const TOGETHER_MS = 2_000

/** After the sign-in has ended: it can come back. */
const AGAIN_MS = 60_000

interface Props {
  readonly client: Pick<Client, 'news'>
  readonly follow: boolean
  /** Who is signed in. */
  readonly self: string
  readonly children: ComponentChildren
}

/** Hears that something waits, and for which referral; what it is stands behind it, for whoever may see it. */
export function NewsProvider({ client, follow, self, children }: Props) {
  const [about, setAbout] = useState<ReadonlySet<string>>(new Set())
  const [forMe, setForMe] = useState<ReadonlySet<string>>(new Set())
  const [taken, setTaken] = useState(0)
  const heard = useRef(new Set<string>())
  const mine = useRef(new Set<string>())
  /** Where to go on from, after a pause. */
  const last = useRef<string | undefined>(undefined)
  useEffect(() => {
    if (!follow) return undefined
    const stop = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const tell = () => {
      timer = undefined
      setAbout(new Set(heard.current))
      setForMe(new Set(mine.current))
    }
    void followUntil(stop.signal, client, last, ({ kind, referralId, offerId, users }) => {
      // Two news of one referral are one thing to look at; where some may have been missed, that is one too.
      const what = referralId ?? offerId ?? kind
      heard.current.add(what)
      if (users?.includes(self)) mine.current.add(what)
      timer ??= setTimeout(tell, TOGETHER_MS)
    })
    return () => {
      stop.abort()
      clearTimeout(timer)
    }
  }, [client, follow, self])
  const news = useMemo(
    () => ({
      ...{ about, forMe, taken },
      take: () => {
        heard.current = new Set()
        mine.current = new Set()
        setAbout(new Set())
        setForMe(new Set())
        setTaken(before => before + 1)
      },
    }),
    [about, forMe, taken],
  )
  return <NewsContext.Provider value={news}>{children}</NewsContext.Provider>
}

/** Until told to stop, or told that there are no news for this person. */
async function followUntil(
  signal: AbortSignal,
  client: Pick<Client, 'news'>,
  last: { current: string | undefined },
  hear: (item: NewsItem) => void,
) {
  while (!signal.aborted) {
    const after = last.current
    try {
      for await (const item of client.news({ signal, ...(after === undefined ? {} : { after }) })) {
        last.current = item.id
        if (item.kind !== 'ready') hear(item)
      }
    } catch (error) {
      if (!(error instanceof ProblemError) || error.status !== 401) return
      await new Promise(resolve => setTimeout(resolve, AGAIN_MS))
    }
  }
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
