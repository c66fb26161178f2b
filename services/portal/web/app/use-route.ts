import { useLayoutEffect, useState } from 'preact/hooks'
import { addressOf, type Route, routeOf } from './route.ts'
import { isUnsaved } from './use-unsaved.ts'

export const go = (route: Route): void => {
  location.hash = addressOf(route)
}

/** Of the page that is shown: another address is first asked about where something would be lost. Undefined before anybody looks. */
let shown: string | undefined
/** Of the address that is shown, among those that Back leads through. */
let place = 0
const lookers = new Set<() => void>()

function look(): string {
  if (shown === undefined) {
    addEventListener('hashchange', moved)
    show()
  }
  return shown ?? ''
}

function show(): void {
  shown = location.hash
  place = placeNow() ?? place + 1
  history.replaceState({ ...(history.state ?? {}), place }, '')
  for (const again of lookers) again()
}

/** How often another address was asked for. */
let asked = 0

function moved(): void {
  asked += 1
  if (isUnsaved()) for (const again of lookers) again()
  else show()
}

function placeNow(): number | undefined {
  const state: unknown = history.state
  return typeof state === 'object' && state !== null && 'place' in state ? Number(state.place) : undefined
}

function useLook<T>(seen: () => T): T {
  const [value, setValue] = useState(seen)
  useLayoutEffect(() => {
    const again = () => setValue(seen)
    lookers.add(again)
    return () => {
      lookers.delete(again)
    }
  }, [])
  return value
}

export const useRoute = (): Route => routeOf(useLook(look))

/** Which time it is that somebody asked for another page, and has something here that would be lost; 0: nobody has. */
export const useLeaving = (): number => useLook(() => (look() === location.hash ? 0 : asked))

export const leave = show

/** Back to the address of the page that is shown, by the way by which they went. */
export const stay = (): void => history.go((placeNow() ?? place + 1) > place ? -1 : 1)
