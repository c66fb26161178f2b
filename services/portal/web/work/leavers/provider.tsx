import { type Client, createApi, type OpenHands, type TokenSession } from '@amparo/client'
import { type ComponentChildren, createContext } from 'preact'
import { useCallback, useContext, useEffect, useMemo, useState } from 'preact/hooks'
import type { ColleagueBook } from '../colleagues.ts'
import { type Departed, type Leaver, leaversOf } from './leavers.ts'

interface Leavers {
  readonly all: readonly Leaver[]
  reload(): void
}

const LeaversContext = createContext<Leavers>({ all: [], reload: () => {} })
export const useLeavers = (): Leavers => useContext(LeaversContext)

/** An account is closed some days in a year. */
const EVERY_MS = 15 * 60_000

interface Props {
  readonly session: TokenSession
  readonly client: Pick<Client, 'openHands'>
  readonly accounts: string
  /** Who works here. */
  readonly colleagues: ColleagueBook
  /** Of who gives out work, while the page is not locked. */
  readonly follow: boolean
  readonly children: ComponentChildren
}

interface Known {
  readonly hands: readonly OpenHands[]
  readonly departed: readonly Departed[]
}

/** What those left open who do not work here any more: for the notice in the head of each page, and for the handover. */
export function LeaversProvider({ session, client, accounts, colleagues, follow, children }: Props) {
  const [known, setKnown] = useState<Known>({ hands: [], departed: [] })
  const reload = useCallback(() => {
    const api = createApi({ urls: { accounts }, session, fetch: (url, init) => fetch(url, init) })
    const departed = api.get<{ items: readonly Departed[] }>('accounts', '/departed-colleagues').then(
      ({ items }) => items,
      // By name or not, what they left is to be handed over.
      () => [],
    )
    Promise.all([client.openHands(), departed]).then(
      ([hands, names]) => setKnown({ hands, departed: names }),
      // It is asked again; what was known before stays.
      () => undefined,
    )
  }, [accounts, client, session])
  useEffect(() => {
    if (!follow) return undefined
    reload()
    const timer = setInterval(reload, EVERY_MS)
    return () => clearInterval(timer)
  }, [follow, reload])
  const all = useMemo(() => leaversOf(known.hands, known.departed, colleagues), [known, colleagues])
  const leavers = useMemo(() => ({ all, reload }), [all, reload])
  return <LeaversContext.Provider value={leavers}>{children}</LeaversContext.Provider>
}
