import { useEffect, useRef, useState } from 'preact/hooks'

/** So long what was opened stays on the screen. */
const SHOWN_MS = 5 * 60_000

/** Whole minutes until the screen is cleared, by the clock: a computer that slept showed it too. Clears it as well when the page is put away. */
export function useClearing(shown: unknown, clear: () => void, shownMs = SHOWN_MS): number {
  const [minutes, setMinutes] = useState(0)
  const clearNow = useRef(clear)
  clearNow.current = clear
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
