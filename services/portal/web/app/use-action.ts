import type { ProblemError } from '@amparo/client'
import { useState } from 'preact/hooks'
import { asProblem } from './as-problem.ts'
import { useSignedIn } from './context.ts'

export interface ActionState<A extends readonly unknown[]> {
  readonly busy: boolean
  readonly problem: ProblemError | undefined
  /** True if it was done. */
  run(...args: A): Promise<boolean>
  clear(): void
}

/** Something that may be refused. If it needs a (recent) sign-in, that is asked for, and the action tried once more. */
export function useAction<A extends readonly unknown[]>(work: (...args: A) => Promise<void>): ActionState<A> {
  const { signInAgain } = useSignedIn()
  return useAttempt(async (...args: A) => {
    try {
      await work(...args)
    } catch (error) {
      const { status, code } = asProblem(error)
      const again = status === 401 && (await signInAgain(code === 'step_up_required' ? 'stepUp' : 'ended'))
      if (!again) throw error
      await work(...args)
    }
  })
}

/** Something that may be refused, also to somebody who never signs in. */
export function useAttempt<A extends readonly unknown[]>(work: (...args: A) => Promise<void>): ActionState<A> {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ProblemError>()
  return {
    busy,
    problem,
    clear: () => setProblem(undefined),
    async run(...args) {
      setBusy(true)
      setProblem(undefined)
      try {
        await work(...args)
        return true
      } catch (error) {
        setProblem(asProblem(error))
        return false
      } finally {
        setBusy(false)
      }
    },
  }
}
