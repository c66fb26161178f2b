import { useEffect, useRef } from 'preact/hooks'

/** Leaving the page would lose what was typed: the browser asks. */
export function useUnsaved(unsaved: boolean): void {
  const now = useRef(unsaved)
  now.current = unsaved
  useEffect(() => {
    const leaving = (event: BeforeUnloadEvent) => {
      if (now.current) event.preventDefault()
    }
    addEventListener('beforeunload', leaving)
    return () => removeEventListener('beforeunload', leaving)
  }, [])
}
