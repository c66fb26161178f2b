import { createContext } from 'preact'
import { useContext, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'

/** So long what was opened stays on the screen. */
const SHOWN_MS = 5 * 60_000

/** Goes up when what may be opened here was taken back: whatever is open then leaves the screen, without anybody's doing. */
export const TakenBackContext = createContext(0)

/** Whole minutes until the screen is cleared, by the clock: a computer that slept showed it too. Clears it as well when the page is put away, and when it was taken back. */
export function useClearing(shown: unknown, clear: () => void, shownMs = SHOWN_MS): number {
  const [minutes, setMinutes] = useState(0)
  const clearNow = useRef(clear)
  clearNow.current = clear
  const takenBack = useContext(TakenBackContext)
  const known = useRef(takenBack)
  // Before anything is drawn.
  useLayoutEffect(() => {
    if (known.current === takenBack) return
    known.current = takenBack
    if (shown !== undefined) clearNow.current()
  }, [takenBack])
  useEffect(() => {
    if (shown === undefined) return undefined
    const until = Date.now() + shownMs
    const look = () => {
      const left = until - Date.now()
      setMinutes(Math.ceil(left / 60_000))
      if (left <= 0) clearNow.current()
    }
    look()
    const timer = setInterval(look, 5_000)
    // A page in the browser's memory of pages would come back with everything on it.
    const hidden = () => clearNow.current()
    addEventListener('pagehide', hidden)
    return () => {
      clearInterval(timer)
      removeEventListener('pagehide', hidden)
    }
  }, [shown])
  return minutes
}
