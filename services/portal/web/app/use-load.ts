import { isAway, type ProblemError } from '@amparo/client'
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { asProblem } from './as-problem.ts'
import { type SignedIn, useSignedIn } from './context.ts'

export interface Loaded<T> {
  readonly data: T | undefined
  readonly problem: ProblemError | undefined
  readonly loading: boolean
  /** Resolves when what came is there, also if it is a problem. */
  reload(): Promise<void>
  set(data: T): void
  /** Puts `next` in the place of `before`, unless something else has come there. */
  replace(before: T, next: T): void
}

/** A hub that is away is asked again so much later, or when it asks for. */
const ASK_AGAIN_MS = 5_000
/** It may not be had (any more): what was there before is not shown on. */
const GONE: readonly number[] = [403, 404, 410]

/**
 * Loads when the page opens and when `key` changes. An answer that comes after that is dropped. Where the hub is away (a line that
 * is down, a service behind the portal that starts anew), it is asked again and again by itself: nobody has to. What was there stays beside the problem, with all that is being written in it.
 */
export function useLoad<T>(key: string, load: () => Promise<T>): Loaded<T> {
  return useLoadWith(useSignedIn().signInAgain, key, load)
}

/** The same, around the pages. */
export function useLoadWith<T>(signInAgain: SignedIn['signInAgain'], key: string, load: () => Promise<T>): Loaded<T> {
  const [state, setState] = useState<{ data?: T; problem?: ProblemError; loading: boolean }>({ loading: true })
  const turn = useRef(0)
  const loadNow = useRef(load)
  loadNow.current = load

  const begin = useCallback(
    async (keep: boolean) => {
      turn.current += 1
      const mine = turn.current
      setState(before => ({ ...(keep ? before : {}), loading: true }))
      const end = (next: { data: T } | { problem: ProblemError }) => {
        if (mine !== turn.current) return
        const stays = 'problem' in next && !GONE.includes(next.problem.status)
        setState(before => ({ ...(stays ? before : {}), ...next, loading: false }))
        if (!('problem' in next) || !isAway(next.problem)) return
        const wait = Math.max(ASK_AGAIN_MS, next.problem.retryAfterMs ?? 0)
        setTimeout(() => mine === turn.current && void begin(true), wait)
      }
      try {
        end({ data: await loadNow.current() })
      } catch (error) {
        const problem = asProblem(error)
        const again = problem.status === 401 && (await signInAgain('ended'))
        if (!again) return end({ problem })
        await loadNow.current().then(
          data => end({ data }),
          (second: unknown) => end({ problem: asProblem(second) }),
        )
      }
    },
    [signInAgain],
  )
  useEffect(() => {
    void begin(false)
    return () => {
      turn.current += 1
    }
  }, [key, begin])

  return {
    data: state.data,
    problem: state.problem,
    loading: state.loading,
    reload: () => begin(true),
    set: data => {
      turn.current += 1
      setState({ data, loading: false })
    },
    replace: (before, next) => setState(now => (now.data === before ? { ...now, data: next } : now)),
  }
}
