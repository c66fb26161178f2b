import { isAway, WAITS_MS } from '../away.ts'
import { own } from '../own-refusals.ts'
import { ProblemError } from '../problem.ts'

/** Whatever the hub asks for. */
const LONGEST_MS = 120_000

interface Break {
  /** Undefined: what came has ended too early. */
  readonly failed: unknown
  /** Something came by the line that broke. */
  readonly more: boolean
  /** Something came at all: before that, what is away is said at once. */
  readonly begun: boolean
}

/**
 * For a file that goes on where it stopped: waits before each next try, and as long as the hub asks for. Throws the hub's refusal, and a ProblemError `hub_unreachable`
 * when nothing comes any more.
 */
export function afterBreaks(signal: AbortSignal | undefined): (what: Break) => Promise<void> {
  let waits = 0
  return async ({ failed, more, begun }) => {
    signal?.throwIfAborted()
    if (failed instanceof ProblemError && !isBreak(failed, begun)) throw failed
    if (more) waits = 0
    const wait = WAITS_MS[waits++]
    if (wait === undefined) throw unreachable(failed)
    const asked = failed instanceof ProblemError ? (failed.retryAfterMs ?? 0) : 0
    await new Promise(resolve => setTimeout(resolve, Math.max(wait, Math.min(asked, LONGEST_MS))))
  }
}

const isBreak = (problem: ProblemError, begun: boolean): boolean => isAway(problem) && (begun || problem.status < 500)

/** As of a request that got no answer. */
const unreachable = (cause: unknown): ProblemError =>
  cause instanceof ProblemError ? cause : own('hub_unreachable', { cause })
