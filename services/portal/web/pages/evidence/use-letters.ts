import type { OpenedRequestLetters } from '@amparo/client'
import { useEffect } from 'preact/hooks'
import { type Opened, useOpened } from '../../app/use-opened.ts'

export type OpenedLetters = Opened<OpenedRequestLetters, [before?: string]>

/**
 * What was written about a request, the newest first and the older ones page by page; cleared from the screen again. `read`: all of it has been
 * opened here. What is sealed to the agency itself is listed, and opened by itself.
 */
export function useLetters(load: (before?: string) => Promise<OpenedRequestLetters>, read: () => void): OpenedLetters {
  const opened: OpenedLetters = useOpened(load, withOlder)
  const { view } = opened
  useEffect(() => {
    if (view !== undefined && !view.more && view.sealed.length === 0) read()
  }, [view])
  return opened
}

/** Older ones alone are not shown: what was cleared meanwhile is opened from the newest on. */
function withOlder(
  shown: OpenedRequestLetters | undefined,
  came: OpenedRequestLetters,
  before?: string,
): OpenedRequestLetters | undefined {
  if (before === undefined) return came
  if (shown?.oldest !== before) return shown
  return { ...came, letters: [...shown.letters, ...came.letters], sealed: [...shown.sealed, ...came.sealed] }
}
