import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { create, type DecideRequest, DecideRequestSchema, toBinary } from '@amparo/contracts'
import { SMALL_HEAP } from './small-heap.ts'

/** Names the file into which tests/bench/decide-over-nats writes what it measured; without it, it only asks a few. */
export const MEASURED_FILE = 'AMPARO_BENCH_MEASURED'

export interface MeasuredOverNats {
  readonly asked: number
  readonly perSecond: number
  /** Not answered in the time that a service waits, or told to come back. */
  readonly unanswered: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
  readonly most: number
  /** Processor time of one, in microseconds: of the service, and of the client. */
  readonly processor: { readonly service: number; readonly client: number }
}

/** What the client is given: it makes nothing itself while it measures. */
export interface ToAsk {
  readonly questions: readonly Uint8Array[]
  readonly perSecond: number
}

/** What it gives back. */
export interface Answered {
  /** Milliseconds from when each was due. */
  readonly times: readonly number[]
  readonly answers: readonly Uint8Array[]
  /** Microseconds of its processor time, of all. */
  readonly processor: number
}

/** A client with the permissions of another service, in a process of its own; it ends with the caller. */
export async function askingProcess(env: { readonly url: string; readonly user: string; readonly seed: string }) {
  const child = fork(join(import.meta.dirname, 'asking-process.ts'), {
    env: { ...process.env, BENCH_NATS: JSON.stringify(env) },
    serialization: 'advanced',
    // It collects before it measures, and little and often while it does.
    execArgv: ['--expose-gc', ...SMALL_HEAP],
  })
  const [ready] = await Promise.race([once(child, 'message'), once(child, 'exit')])
  if (ready !== 'ready') throw new Error('the client of the bench did not start: see above.')
  return {
    ask: async (toAsk: ToAsk): Promise<Answered> => {
      child.send(toAsk)
      const [answered] = await once(child, 'message')
      return answered as Answered
    },
    stop: async () => {
      const ended = once(child, 'exit')
      child.disconnect()
      await ended
    },
  }
}

export const encoded = (questions: readonly DecideRequest[]): Uint8Array[] =>
  questions.map(question => toBinary(DecideRequestSchema, create(DecideRequestSchema, question)))

export function measured(
  { questions, perSecond }: ToAsk,
  { times, processor }: Answered,
  { permits, service }: { readonly permits: number; readonly service: number },
): MeasuredOverNats {
  const sorted = times.toSorted((one, other) => one - other)
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0
  const latency = { p50: at(0.5), p99: at(0.99), most: at(1) }
  const asked = questions.length
  const cost = { service: service / asked, client: processor / asked }
  return { asked, perSecond, unanswered: asked - permits, ...latency, processor: cost }
}
