import { useLayoutEffect, useRef } from 'preact/hooks'

/** Of each form on the page, whether something in it would be lost. */
const forms = new Set<{ readonly current: boolean }>()

export const isUnsaved = (): boolean => [...forms].some(({ current }) => current)

/** Leaving the page would lose what was typed: the browser asks and, where another page of this one is asked for, so does that (use-route). */
export function useUnsaved(unsaved: boolean): void {
  const now = useRef(unsaved)
  now.current = unsaved
  // Gone with the form itself: an effect ends a frame later, and in between a page would be asked about that is no more there.
  useLayoutEffect(() => {
    const leaving = (event: BeforeUnloadEvent) => {
      if (now.current) event.preventDefault()
    }
    forms.add(now)
    addEventListener('beforeunload', leaving)
    return () => {
      forms.delete(now)
      removeEventListener('beforeunload', leaving)
    }
  }, [])
}
