import type { OpenedView } from '@amparo/client'
import { useContext, useRef, useState } from 'preact/hooks'
import { type ActionState, useAction } from './use-action.ts'
import { TakenBackContext, useClearing } from './use-clearing.ts'

export interface Opened<T = OpenedView, A extends readonly unknown[] = []> {
  readonly open: ActionState<A>
  readonly view: T | undefined
  /** It was open, and is not any more. */
  readonly cleared: boolean
  /** Until it is cleared by itself. */
  readonly minutes: number
  clear(): void
}

/**
 * What is opened for a while, and cleared from the screen again. `joined`: what is shown once more of it has come, given what is shown by then;
 * undefined: nothing, as before. Without it the last that came. `forMs`: how long it is shown, if not as long as else.
 */
export function useOpened<T = OpenedView, A extends readonly unknown[] = []>(
  load: (...args: A) => Promise<T>,
  joined?: (shown: T | undefined, came: T, ...args: A) => T | undefined,
  forMs?: (shown: T) => number,
): Opened<T, A> {
  const [view, setView] = useState<T>()
  const [cleared, setCleared] = useState(false)
  const takenBack = useContext(TakenBackContext)
  const now = useRef(takenBack)
  now.current = takenBack
  const open = useAction(async (...args: A) => {
    const before = now.current
    const came = await load(...args)
    // What was taken back while it was on its way is not shown.
    if (now.current !== before) return
    setView(shown => (joined === undefined ? came : joined(shown, came, ...args)))
    setCleared(false)
  })
  const clear = () => {
    setView(undefined)
    setCleared(true)
  }
  return { open, view, cleared, clear, minutes: useClearing(view, clear, view && forMs?.(view)) }
}
