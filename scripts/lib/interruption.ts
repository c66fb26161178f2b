export interface Interruption {
  /** Aborted when the person at the terminal, the machine or `end` wants the end. */
  readonly signal: AbortSignal
  /** 0 until `end` was called with another. */
  readonly exitCode: number
  /** As a signal would, for a reason of our own. The first one counts. */
  end(exitCode: number): void
  /** Resolves when `signal` is aborted. */
  readonly ended: Promise<void>
}

const SLOW_MS = 2_000

/**
 * Ctrl-C, a `kill` and a closed terminal as an AbortSignal. Until the process exits, it says every 2 s what it is waiting for.
 * A terminal that has gone takes no last words, which must not end us half way.
 */
export function interruption(waitingFor: () => readonly string[]): Interruption {
  const controller = new AbortController()
  let exitCode = 0
  let over: (() => void) | undefined
  const ended = new Promise<void>(resolve => {
    over = resolve
  })
  const abort = () => {
    if (controller.signal.aborted) return
    process.stderr.write('\nStopping ...\n')
    setInterval(() => {
      const names = waitingFor()
      process.stderr.write(`  ... still stopping${names.length > 0 ? `: ${names.join(', ')}` : ''}\n`)
    }, SLOW_MS).unref()
    controller.abort()
    over?.()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, abort)
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  return {
    signal: controller.signal,
    ended,
    get exitCode() {
      return exitCode
    },
    end: code => {
      if (!controller.signal.aborted) exitCode = code
      abort()
    },
  }
}
