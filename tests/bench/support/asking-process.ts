/**
 * Asks at a steady rate, whether answers have come or not: a slow answer delays no question, and each counts from when its question was due.
 * What is asked was encoded before, and what is answered is read afterwards, elsewhere: the client's own work is no part of a decision.
 */
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { decide, inboxPrefix, questionSubject } from '@amparo/contracts'
import { connectNats } from '@amparo/messaging'
import { z } from 'zod'
import type { Answered, ToAsk } from './over-nats.ts'
import { now } from './pace.ts'

/** So long a service waits. */
const PATIENCE_MS = 3_000
const USER = 'referral'
/** More than an answer has. */
const ANSWER_BYTES = 8 * 1024

const env = z.object({ url: z.string(), user: z.literal(USER), seed: z.string() })
const nats = await connectNats(env.parse(JSON.parse(process.env['BENCH_NATS'] ?? '')))
const { connection } = nats
const inbox = `${inboxPrefix(USER)}.bench`
const subject = questionSubject(decide, USER)
let arrived = (_n: number, _answer: Uint8Array): void => {}
connection.subscribe(`${inbox}.*`, {
  callback: (_, { subject: to, data }) => arrived(Number(to.slice(inbox.length + 1)), data),
})

// A thread that sleeps to the microsecond; timers of the event loop come up to a millisecond late.
const pace = new Worker(new URL('./pace.ts', import.meta.url))
await once(pace, 'online')

async function ask({ questions, perSecond }: ToAsk): Promise<Answered> {
  // Room for all, made before: what is kept of an answer would be moved by each minor collection, and each socket read that is kept keeps
  // its whole chunk alive: the client would stop for both while it measures.
  const times = new Float64Array(questions.length)
  const ends = new Uint32Array(questions.length)
  const room = new Uint8Array(questions.length * ANSWER_BYTES)
  let answered = 0
  let used = 0
  const started = now() + 100
  const everyMs = 1000 / perSecond
  const due = (n: number) => started + n * everyMs
  arrived = (n, answer) => {
    times[answered] = now() - due(n)
    room.set(answer, used)
    used += answer.length
    ends[answered++] = used
  }
  globalThis.gc?.()
  const before = process.cpuUsage()
  let asked = 0
  const allAsked = new Promise<void>(resolve => {
    const tick = (isDue: number) => {
      for (; asked <= isDue; asked++) connection.publish(subject, questions[asked], { reply: `${inbox}.${asked}` })
      if (asked < questions.length) return
      pace.off('message', tick)
      resolve()
    }
    pace.on('message', tick)
  })
  pace.postMessage({ started, everyMs, count: questions.length })
  await allAsked
  for (const end = now() + PATIENCE_MS; answered < questions.length && now() < end; ) await sleep(20)
  const { user, system } = process.cpuUsage(before)
  const answers = Array.from(ends.subarray(0, answered), (end, n) => room.slice(n === 0 ? 0 : ends[n - 1], end))
  return { times: [...times.subarray(0, answered)], answers, processor: user + system }
}

process.on('message', async (toAsk: ToAsk) => process.send?.(await ask(toAsk)))
process.on('disconnect', async () => {
  await Promise.all([pace.terminate(), nats.close()])
})
process.send?.('ready')
