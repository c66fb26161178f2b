import { own } from '../own-refusals.ts'
import { ProblemError } from '../problem.ts'

/** Waits after a line broke, as long as nothing more comes. */
const RETRY_AFTER_MS = [500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000]
/** Whatever the hub asks for. */
const LONGEST_MS = 120_000
/** A service that stops or starts, seen from a proxy. */
const AWAY = [502, 503, 504]
const TOO_MANY = 429

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
    const wait = RETRY_AFTER_MS[waits++]
    if (wait === undefined) throw unreachable(failed)
    const asked = failed instanceof ProblemError ? (failed.retryAfterMs ?? 0) : 0
    await new Promise(resolve => setTimeout(resolve, Math.max(wait, Math.min(asked, LONGEST_MS))))
  }
}

const isBreak = ({ status, code }: ProblemError, begun: boolean): boolean =>
  status === 0 ? code === UNREACHABLE : status === TOO_MANY || (begun && AWAY.includes(status))

/** As of a request that got no answer. */
const UNREACHABLE = 'hub_unreachable'
const unreachable = (cause: unknown): ProblemError =>
  cause instanceof ProblemError ? cause : own(UNREACHABLE, { cause })
