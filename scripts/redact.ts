/**
 * `npm run redact -- --in FILE.jsonl --out FILE.jsonl [--no-identity] [--threads N]`: masks texts in the order in which they come.
 * Reads objects with `id, lang?, text, identity?`; writes `id, text, spans: [{start, end, type}]` in UTF-16 offsets. A text that
 * cannot be made safe is written as `id, failed: true` without any text, a line that is none as `id: null, line, failed: true`; then the exit
 * code is 1. What is read is never written over: all goes to a file beside the output, which takes its name when it is whole.
 */
import { createReadStream, createWriteStream, existsSync, renameSync, rmSync, statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { createInterface } from 'node:readline'
import { Worker } from 'node:worker_threads'
import { givenPath } from './lib/given-path.ts'
import { misunderstood, numberOf, optionsOf } from './lib/options.ts'
import { endIfUnprintable } from './lib/printing.ts'
import type { Answer, Line } from './lib/redact/line.ts'
import { progress } from './lib/redact/progress.ts'
import { UsageError } from './lib/usage-error.ts'

endIfUnprintable()

const usage = `Usage: npm run redact -- --in FILE.jsonl --out FILE.jsonl [options]

  --in FILE        texts, one JSON object a line: id, lang (es, pt, fr, en; found from the text when missing), text,
                   identity (what the intake form knows of the subject)
  --out FILE       masked, in the same order: id, text, spans; a text that cannot be made safe has failed: true and no text;
                   another file than the one that is read
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
const { input, output, part, threads } = understood()

function understood() {
  try {
    if (values.in === undefined || values.out === undefined)
      throw new UsageError('Say what to read and where to write.')
    const input = givenPath(values.in)
    if (!existsSync(input)) throw new UsageError(`There is no file ${values.in}.`)
    const output = givenPath(values.out)
    // A pipe or a device has no file beside it.
    const part = statSync(output, { throwIfNoEntry: false })?.isFile() === false ? output : `${output}.part`
    if (isOneFile(input, output) || isOneFile(input, part))
      throw new UsageError('--out is the file that is read. Say another: an original is never written over.')
    return { input, output, part, threads: numberOf('threads', values.threads, 1) }
  } catch (error) {
    return misunderstood(error, usage)
  }
}

/** Whatever they are called: also through a link. */
function isOneFile(one: string, other: string): boolean {
  const [a, b] = [one, other].map(path => statSync(path, { throwIfNoEntry: false, bigint: true }))
  return a !== undefined && b !== undefined && a.dev === b.dev && a.ino === b.ino
}

/** Lines handed to a worker at once, and batches on their way to each. */
const BATCH = 64
const AHEAD = 2

const bar = progress(statSync(input).size)
// What a run that was cut short has left: its rights are not ours.
if (part !== output) rmSync(part, { force: true })
// Masked text may still tell who somebody is.
const out = createWriteStream(part, { mode: 0o600 })
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
const outcomes = { masked: 0, withheld: 0, unreadable: 0 }

const send = (lines: Line[]): void => {
  const batch = batches++
  underWay.push(
    new Promise((resolve, reject) => {
      waiting.set(batch, { resolve, reject })
      workers[batch % threads]?.postMessage({ batch, lines })
    }),
  )
  // They are awaited in order: one that fails before its turn is no surprise.
  underWay.at(-1)?.catch(() => undefined)
}
/** Writes the oldest batch: the output keeps the order of the input. */
const write = async (): Promise<void> => {
  for (const { line, outcome } of (await underWay.shift()) ?? []) {
    outcomes[outcome]++
    if (!out.write(`${line}\n`)) await new Promise<void>(resolve => out.once('drain', resolve))
  }
}

async function redactAll(): Promise<void> {
  let number = 0
  let lines: Line[] = []
  for await (const text of createInterface({ input: createReadStream(input), crlfDelay: Number.POSITIVE_INFINITY })) {
    number++
    bar.add(Buffer.byteLength(text) + 1)
    if (text.trim() === '') continue
    lines.push({ number, text })
    if (lines.length < BATCH) continue
    send(lines)
    lines = []
    if (underWay.length >= threads * AHEAD) await write()
  }
  if (lines.length > 0) send(lines)
  while (underWay.length > 0) await write()
  await new Promise<void>((resolve, reject) => out.end((error?: Error | null) => (error ? reject(error) : resolve())))
}

try {
  await redactAll()
  if (part !== output) renameSync(part, output)
} catch (error) {
  // Half of an output could be taken for all of it.
  if (part !== output) rmSync(part, { force: true })
  misunderstood(error, usage)
} finally {
  await Promise.all(workers.map(worker => worker.terminate()))
}
bar.done()
const { withheld, unreadable } = outcomes
if (withheld > 0) process.stderr.write(`${withheld} texts could not be made safe and were withheld.\n`)
if (unreadable > 0)
  process.stderr.write(`${unreadable} lines are no JSON objects with an id and a text; the output tells which.\n`)
process.exitCode = withheld + unreadable > 0 ? 1 : 0
