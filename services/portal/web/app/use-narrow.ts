import { useEffect, useState } from 'preact/hooks'

/** As in style/*.css: narrower, a grid of seven days is a list. */
const NARROW = '(max-width: 45rem)'

export function useNarrow(): boolean {
  const [narrow, setNarrow] = useState(() => matchMedia(NARROW).matches)
  useEffect(() => {
    const query = matchMedia(NARROW)
    const changed = () => setNarrow(query.matches)
    query.addEventListener('change', changed)
    return () => query.removeEventListener('change', changed)
  }, [])
  return narrow
}
