import { AppError } from '@amparo/kernel'

/** A started service. */
export interface Running {
  readonly port: number
  /** Closes everything in reverse order of opening. */
  stop(): Promise<void>
}

const STOP_WITHIN_MS = 10_000

/**
 * Runs a service as a process of its own until SIGTERM, SIGINT or the end of the parent that forked it:
 * `if (import.meta.main) await serviceMain('audit', start, process.env)` at the end of its main.ts.
 */
export async function serviceMain<E>(name: string, start: (env: E) => Promise<Running>, env: E): Promise<void> {
  try {
    const running = await start(env)
    let stopping = false
    const stop = () => {
      if (stopping) return
      stopping = true
      setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref()
      running.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      )
    }
    for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.once(signal, stop)
    process.send?.({ service: name, port: running.port })
  } catch (error) {
    process.stderr.write(`${name} did not start: ${reasonOf(error)}\n`)
    process.exit(1)
  }
}

/** A configuration error names variables; of any other only the code may be told. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  if (error.name === 'ConfigError' || error instanceof AppError) return error.message
  return 'code' in error ? String(error.code) : error.name
}
