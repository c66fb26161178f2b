import type { OpenedView } from '@amparo/client'
import { useState } from 'preact/hooks'
import { type ActionState, useAction } from './use-action.ts'
import { useClearing } from './use-clearing.ts'

export interface Opened<T = OpenedView> {
  readonly open: ActionState<[]>
  readonly view: T | undefined
  /** It was open, and is not any more. */
  readonly cleared: boolean
  /** Until it is cleared by itself. */
  readonly minutes: number
  clear(): void
}

/** What is opened for a while, and cleared from the screen again. */
export function useOpened<T = OpenedView>(load: () => Promise<T>): Opened<T> {
  const [view, setView] = useState<T>()
  const [cleared, setCleared] = useState(false)
  const open = useAction(async () => {
    setView(await load())
    setCleared(false)
  })
  const clear = () => {
    setView(undefined)
    setCleared(true)
  }
  return { open, view, cleared, clear, minutes: useClearing(view, clear) }
}
