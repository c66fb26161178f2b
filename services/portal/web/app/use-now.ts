import { useEffect, useState } from 'preact/hooks'

const EVERY_MS = 30_000

/** The time, as long as a minute is the smallest thing that matters. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), EVERY_MS)
    return () => clearInterval(timer)
  }, [])
  return now
}
