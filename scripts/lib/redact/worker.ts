import { parentPort, workerData } from 'node:worker_threads'
import { loadEngine } from '@amparo/text/node'
import { type Line, redactLine } from './line.ts'

/** Masks batches of lines in a thread of its own. */
const engine = loadEngine(() => performance.now())
const { identity } = workerData as { readonly identity: boolean }

parentPort?.on('message', ({ batch, lines }: { readonly batch: number; readonly lines: readonly Line[] }) => {
  parentPort?.postMessage({ batch, answers: lines.map(line => redactLine(engine, line, identity)) })
})
