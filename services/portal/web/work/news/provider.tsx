import type { Session } from '@amparo/client'
import { type ComponentChildren, createContext } from 'preact'
import { useContext, useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { followNews, waited } from './follow.ts'

interface News {
  /** How many things wait that no list on the page shows yet. */
  readonly waiting: number
  /** Which of the referrals on the page they are about, by id. */
  readonly about: ReadonlySet<string>
  /** Lists load again whenever this goes up. */
  readonly taken: number
  take(): void
}

const NewsContext = createContext<News>({ waiting: 0, about: new Set(), taken: 0, take: () => undefined })
export const useNews = (): News => useContext(NewsContext)

/** Several that come together are told together: a screen reader is not interrupted for each. */
const TOGETHER_MS = 2_000

interface Props {
  readonly session: Pick<Session, 'authorize'>
  readonly url: string
  readonly follow: boolean
  readonly children: ComponentChildren
}

/** Hears that something waits, and for which referral; what it is stands behind it, for whoever may see it. */
export function NewsProvider({ session, url, follow, children }: Props) {
  const [about, setAbout] = useState<ReadonlySet<string>>(new Set())
  const [waiting, setWaiting] = useState(0)
  const [taken, setTaken] = useState(0)
  const heard = useRef(new Set<string>())
  useEffect(() => {
    if (!follow) return undefined
    const stop = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const tell = () => {
      timer = undefined
      setAbout(new Set(heard.current))
      setWaiting(heard.current.size)
    }
    void followNews({
      signal: stop.signal,
      wait: waited,
      open: async (headers, signal) =>
        fetch(url, {
          headers: { accept: 'text/event-stream', ...headers, ...(await session.authorize({ method: 'GET', url })) },
          redirect: 'error',
          signal,
        }),
      heard: ({ kind, data }) => {
        if (kind === 'ready') return
        // Two news of one referral are one thing to look at; where some may have been missed, that is one too.
        heard.current.add(idIn(data) ?? kind)
        timer ??= setTimeout(tell, TOGETHER_MS)
      },
    })
    return () => {
      stop.abort()
      clearTimeout(timer)
    }
  }, [session, url, follow])
  const news = useMemo(
    () => ({
      ...{ waiting, about, taken },
      take: () => {
        heard.current = new Set()
        setAbout(new Set())
        setWaiting(0)
        setTaken(before => before + 1)
      },
    }),
    [waiting, about, taken],
  )
  return <NewsContext.Provider value={news}>{children}</NewsContext.Provider>
}

/** Of a referral, or of an offer. */
function idIn(data: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(data)
    if (typeof parsed !== 'object' || parsed === null) return undefined
    return Object.values(parsed).find(value => typeof value === 'string')
  } catch {
    return undefined
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
