import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { EntrySchema, toBinary } from '@amparo/contracts'
import type { Client } from 'pg'
import { AUDIT_HEAP } from '../small-heap.ts'
import { anEntry } from './an-entry.ts'
import { freshTable } from './appending.ts'
import type { Database } from './database.ts'

const WRITER = fileURLToPath(new URL('writer-process.ts', import.meta.url))
/** Before these times count: what is called once an entry is compiled after some thousand, all at once. */
const WARM_SECONDS = 25

export interface Latency {
  readonly p50: number
  readonly p99: number
  readonly most: number
}

/**
 * Milliseconds from when an entry is sent to the process that writes the log until that has answered that it is durable, at so many a
 * second whatever the answers take; and of that, from when it has come there until it is durable.
 */
export async function appendAt(
  { url, keystore }: Database,
  perSecond: number,
  seconds: number,
): Promise<Latency & { readonly inWriter: Latency }> {
  const writer = fork(WRITER, [url, keystore], { serialization: 'advanced', execArgv: AUDIT_HEAP })
  try {
    await once(writer, 'message')
    const sent: number[] = []
    const times: number[] = []
    const inWriter: number[] = []
    const first = WARM_SECONDS * perSecond
    const count = first + seconds * perSecond
    const { promise: answered, resolve, reject } = Promise.withResolvers<void>()
    writer.once('exit', code => reject(new Error(`the writer ended with ${code}`)))
    let open = count
    writer.on('message', ({ n, took }: { n: number; took: number }) => {
      if (n >= first) {
        times.push(performance.now() - (sent[n] ?? 0))
        inWriter.push(took)
      }
      open -= 1
      if (open === 0) resolve()
    })
    // Made before: what the sender makes and collects is no part of the writing.
    const entries = Array.from({ length: count }, (_, n) => toBinary(EntrySchema, anEntry(n)))
    globalThis.gc?.()
    const began = performance.now()
    for (const [n, entry] of entries.entries()) {
      const due = began + (n * 1_000) / perSecond
      if (due > performance.now()) await sleep(Math.max(due - performance.now(), 0))
      sent[n] = performance.now()
      writer.send({ n, entry })
    }
    await answered
    return { ...latencyOf(times), inWriter: latencyOf(inWriter) }
  } finally {
    const gone = once(writer, 'exit')
    writer.disconnect()
    await gone
  }
}

function latencyOf(times: number[]): Latency {
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0
  return { p50: at(0.5), p99: at(0.99), most: times.at(-1) ?? 0 }
}

/** What the machine allows: one row of so many bytes, without anything else, inserted and committed by the process that measures. */
export async function insertAt(
  admin: Client,
  bytesOfRow: number,
  perSecond: number,
  seconds: number,
): Promise<Latency> {
  await freshTable(admin)
  const row = Buffer.alloc(bytesOfRow, 7)
  const times: number[] = []
  const began = performance.now()
  for (let n = 0; n < seconds * perSecond; n++) {
    const due = began + (n * 1_000) / perSecond
    if (due > performance.now()) await sleep(Math.max(due - performance.now(), 0))
    const sent = performance.now()
    await admin.query({ name: 'bare', text: 'insert into bare values ($1, $2)', values: [n, row] })
    times.push(performance.now() - sent)
  }
  return latencyOf(times)
}
