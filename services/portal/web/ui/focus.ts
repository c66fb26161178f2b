import type { RefObject } from 'preact'
import { useLayoutEffect } from 'preact/hooks'

/** Puts the keyboard into a field, or on the first of what can be chosen in a group. */
export function focusIn(id: string, first = 'input, button'): void {
  const field = document.getElementById(id)
  const input = field?.querySelector<HTMLElement>(first)
  ;(input ?? field)?.focus()
}

/** What has just come onto the page has the keyboard before anything more is typed. */
export const useFocusAtOnce = (place: RefObject<HTMLElement | null>): void =>
  useLayoutEffect(() => place.current?.focus(), [])
