/** Says each time that something is due; see asking-process.ts. */
import { parentPort } from 'node:worker_threads'

interface Rate {
  /** By `now`. */
  readonly started: number
  readonly everyMs: number
  readonly count: number
}

/** Milliseconds of the clock that all threads share. */
export const now = (): number => Number(process.hrtime.bigint()) / 1_000_000

const nobody = new Int32Array(new SharedArrayBuffer(4))

parentPort?.on('message', ({ started, everyMs, count }: Rate) => {
  for (let n = 0; n < count; n++) {
    const left = started + n * everyMs - now()
    if (left > 0) Atomics.wait(nobody, 0, 0, left)
    parentPort?.postMessage(n)
  }
})
