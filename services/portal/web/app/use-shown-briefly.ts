import { useState } from 'preact/hooks'
import type { Told } from '../ui/page.tsx'
import { type ActionState, useAction } from './use-action.ts'
import { useClearing } from './use-clearing.ts'
import { useTold } from './use-told.ts'

interface Came<T> {
  /** What it tells. */
  readonly words: string
  /** What stands below then. */
  readonly shows?: T
}

interface ShownBriefly<T> extends Omit<ActionState<never>, 'run'> {
  readonly shown: T | undefined
  readonly said: Told | undefined
  /** By the clock, while somebody may write elsewhere on the page: it is told, and the keyboard stays where it is. */
  readonly cleared: boolean
  hide(): void
  run(work: () => Promise<Came<T>>): void
}

/** One thing at a time, shown for a while: neither what was shown by the last nor what was told of it stands beside the next. */
export function useShownBriefly<T>(shownMs?: number): ShownBriefly<T> {
  const [shown, setShown] = useState<T>()
  const [said, tell] = useTold()
  const [cleared, setCleared] = useState(false)
  const hide = () => {
    setShown(undefined)
    tell()
    setCleared(false)
  }
  useClearing(
    shown,
    () => {
      hide()
      setCleared(true)
    },
    shownMs,
  )
  const { run, ...action } = useAction(async (work: () => Promise<Came<T>>) => {
    hide()
    const { words, shows } = await work()
    setShown(shows)
    tell(words)
  })
  return { ...action, shown, said, cleared, hide, run: work => void run(work) }
}
