/**
 * `npm run redact -- --in FILE.jsonl --out FILE.jsonl [--no-identity] [--threads N]`: masks texts in the order in which they come.
 * Reads objects with `id, lang?, text, identity?`; writes `id, text, spans: [{start, end, type}]` in UTF-16 offsets. A text that
 * cannot be made safe is written as `id, failed: true` without any text, and the exit code is 1.
 */
import { createReadStream, createWriteStream, existsSync, statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { createInterface } from 'node:readline'
import { Worker } from 'node:worker_threads'
import { givenPath } from './lib/given-path.ts'
import { misunderstood, numberOf, optionsOf } from './lib/options.ts'
import type { Answer } from './lib/redact/line.ts'
import { progress } from './lib/redact/progress.ts'
import { UsageError } from './lib/usage-error.ts'

const usage = `Usage: npm run redact -- --in FILE.jsonl --out FILE.jsonl [options]

  --in FILE        texts, one JSON object a line: id, lang (es, pt, fr, en; found from the text when missing), text,
                   identity (what the intake form knows of the subject)
  --out FILE       masked, in the same order: id, text, spans; a text that cannot be made safe has failed: true and no text
  --no-identity    as if no form had been filled in
  --threads N      how many texts are masked at a time (default: one a processor)
  --help           this text`

const values = optionsOf(
  {
    in: { type: 'string' },
    out: { type: 'string' },
    'no-identity': { type: 'boolean', default: false },
    threads: { type: 'string', default: String(availableParallelism()) },
  },
  usage,
)
const { input, output, threads } = understood()

function understood() {
  try {
    if (values.in === undefined || values.out === undefined)
      throw new UsageError('Say what to read and where to write.')
    const input = givenPath(values.in)
    if (!existsSync(input)) throw new UsageError(`There is no file ${values.in}.`)
    return { input, output: givenPath(values.out), threads: numberOf('threads', values.threads, 1) }
  } catch (error) {
    return misunderstood(error, usage)
  }
}

/** Lines handed to a worker at once, and batches on their way to each. */
const BATCH = 64
const AHEAD = 2

const bar = progress(statSync(input).size)
const out = createWriteStream(output)
const workers = Array.from(
  { length: threads },
  () =>
    new Worker(new URL('./lib/redact/worker.ts', import.meta.url), {
      workerData: { identity: !values['no-identity'] },
    }),
)
const waiting = new Map<number, { resolve: (answers: Answer[]) => void; reject: (error: unknown) => void }>()
for (const worker of workers) {
  worker.on('message', ({ batch, answers }: { batch: number; answers: Answer[] }) => {
    waiting.get(batch)?.resolve(answers)
    waiting.delete(batch)
  })
  worker.on('error', error => {
    for (const { reject } of waiting.values()) reject(error)
  })
}

let batches = 0
const underWay: Promise<Answer[]>[] = []
let failures = 0

const send = (lines: string[]): void => {
  const batch = batches++
  underWay.push(
    new Promise((resolve, reject) => {
      waiting.set(batch, { resolve, reject })
      workers[batch % threads]?.postMessage({ batch, lines })
    }),
  )
}
/** Writes the oldest batch: the output keeps the order of the input. */
const write = async (): Promise<void> => {
  for (const { line, failed } of (await underWay.shift()) ?? []) {
    if (failed) failures++
    if (!out.write(`${line}\n`)) await new Promise<void>(resolve => out.once('drain', resolve))
  }
}

let lines: string[] = []
for await (const line of createInterface({ input: createReadStream(input), crlfDelay: Number.POSITIVE_INFINITY })) {
  bar.add(Buffer.byteLength(line) + 1)
  if (line.trim() === '') continue
  lines.push(line)
  if (lines.length < BATCH) continue
  send(lines)
  lines = []
  if (underWay.length >= threads * AHEAD) await write()
}
if (lines.length > 0) send(lines)
while (underWay.length > 0) await write()
await new Promise<void>(resolve => out.end(resolve))
await Promise.all(workers.map(worker => worker.terminate()))
bar.done()
if (failures > 0) process.stderr.write(`${failures} texts could not be made safe and were withheld.\n`)
process.exitCode = failures > 0 ? 1 : 0
