/** Names the file into which tests/bench/decide-over-nats writes what it measured; without it, it only asks a few. */
export const MEASURED_FILE = 'AMPARO_BENCH_MEASURED'

export interface MeasuredOverNats {
  readonly asked: number
  readonly perSecond: number
  /** Not answered in the time that a service waits. */
  readonly unanswered: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
  readonly most: number
  /** Processor time of one, in microseconds: of the service, and of the process of the client and the stand-ins. */
  readonly processor: { readonly service: number; readonly others: number }
}

interface Rate {
  readonly count: number
  readonly perSecond: number
}

interface Asking {
  ask(): Promise<unknown>
  /** Of the service, in microseconds since its start. */
  processor(): Promise<number>
}

/**
 * Asks at a steady rate, whether answers have come or not: a slow answer delays no question, and counts from when its question was due.
 */
export async function askSteadily({ count, perSecond }: Rate, { ask, processor }: Asking): Promise<MeasuredOverNats> {
  const serviceBefore = await processor()
  const started = performance.now()
  const due = (n: number) => started + (n * 1000) / perSecond
  const asked: Promise<number>[] = []
  let unanswered = 0
  const timed = async (n: number) => {
    await ask().catch(() => void unanswered++)
    return performance.now() - due(n)
  }
  const before = process.cpuUsage()
  await new Promise<void>(resolve => {
    const tick = () => {
      while (asked.length < count && due(asked.length) <= performance.now()) asked.push(timed(asked.length))
      if (asked.length < count) setTimeout(tick, 1)
      else resolve()
    }
    tick()
  })
  const times = (await Promise.all(asked)).sort((one, other) => one - other)
  const { user, system } = process.cpuUsage(before)
  const at = (share: number) => times[Math.floor((times.length - 1) * share)] ?? 0
  const latency = { p50: at(0.5), p99: at(0.99), most: at(1) }
  const cost = { service: ((await processor()) - serviceBefore) / count, others: (user + system) / count }
  return { asked: count, perSecond, unanswered, ...latency, processor: cost }
}
