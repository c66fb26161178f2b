import { useEffect, useState } from 'preact/hooks'

const SIGNS = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const

/** True once nobody has touched the page for `afterMs`, by the clock: a computer that slept was idle too. */
export function useIdle(afterMs: number, watching: boolean): boolean {
  const [idle, setIdle] = useState(false)
  useEffect(() => {
    if (!watching) return undefined
    setIdle(false)
    let last = Date.now()
    const isOver = () => Date.now() - last >= afterMs
    const look = () => {
      if (isOver()) setIdle(true)
    }
    const touched = () => {
      // Whoever touches it first after a sleep may be somebody else.
      if (isOver()) setIdle(true)
      else last = Date.now()
    }
    const timer = setInterval(look, 5_000)
    for (const sign of SIGNS) addEventListener(sign, touched, { passive: true })
    return () => {
      clearInterval(timer)
      for (const sign of SIGNS) removeEventListener(sign, touched)
    }
  }, [afterMs, watching])
  return idle
}
