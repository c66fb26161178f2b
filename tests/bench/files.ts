/**
 * `npm run bench:files [-- --write] [--mib 2048] [--chunk 4] [--clamd]`: a file from an agency of one hub to one of another, by two whole hubs with their servers:
 * how fast each leg is beside a plain encrypted copy, and how much memory each process has had. --write makes docs/benchmarks-files.md.
 * A file of many gigabytes may be measured in pieces: `--dir DIR --minutes 9`, as often as it takes, with the hubs
 * stopped and started in between; each goes on where the one before was broken off, and ends with 75 until the last.
 */
import { createHash, randomBytes } from 'node:crypto'
import {
  appendFileSync,
  createReadStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Upload } from '@amparo/client/node'
import {
  type Clamd,
  freePort,
  removeTempDir,
  startClamd,
  tempDir,
  waitFor,
} from '../../libs/testing/src/platform/index.ts'
import { layout } from '../../scripts/lib/hubs/layout.ts'
import { freePorts } from '../../scripts/lib/hubs/ports.ts'
import { startSystem } from '../../scripts/lib/hubs/system.ts'
import { optionsOf } from '../../scripts/lib/options.ts'
import { type Peak, processesIn, watchMemory } from '../e2e/support/memory.ts'
import { type Agency, startAgency } from './support/files/agency-process.ts'
import { plainCopy } from './support/files/plain-copy.ts'

const PAGE = fileURLToPath(new URL('../../docs/benchmarks-files.md', import.meta.url))
const AIM_MIB = 256
/** For one leg: over an hour something stands still. */
const LEG_MS = 3_600_000
/** Seldom: asking takes from what is measured. */
const POLL_MS = 400

const values = optionsOf(
  {
    write: { type: 'boolean', default: false },
    mib: { type: 'string', default: '256' },
    chunk: { type: 'string', default: '4' },
    clamd: { type: 'boolean', default: false },
    dir: { type: 'string' },
    minutes: { type: 'string', default: '60' },
  },
  `Usage: npm run bench:files [-- options]

  --mib NUMBER      so large a file (default 256)
  --chunk NUMBER    MiB of each chunk (default 4)
  --clamd           both hubs look at it for malware
  --dir DIR         keeps hubs and file there: a later call goes on from where this one was broken off
  --minutes NUMBER  ends with 75 after so many, if it is not done (default 60)
  --write           writes docs/benchmarks-files.md
  --help            this text`,
)
const mib = Number(values.mib)
const chunkMib = Number(values.chunk)
/** As our own clients send files. Anything else is a section of its own at the end of the page, about memory alone. */
const isUsual = chunkMib === 4 && !values.clamd
const LARGEST = '\n## Memory with the largest chunks\n'
const say = (line: string) => console.error(line)
const dir = values.dir ?? tempDir('bench-files')
const [state, film, notesFile] = [join(dir, 'state'), join(dir, 'film'), join(dir, 'notes.json')]
const endsAt = performance.now() + Number(values.minutes) * 60_000
let memory: ReturnType<typeof watchMemory> | undefined
mkdirSync(state, { recursive: true, mode: 0o700 })

interface Notes {
  /** Seconds, of all pieces together. */
  readonly legs: Record<string, { seconds: number; isDone: boolean }>
  peaks: Record<string, Peak>
  pieces: number
  upload?: Upload
  subjectRef?: string
  referralId?: string
}
const notes: Notes = existsSync(notesFile)
  ? JSON.parse(readFileSync(notesFile, 'utf8'))
  : { legs: {}, peaks: {}, pieces: 0 }

/** Broken off: another piece goes on. */
class TimeIsUp extends Error {}

try {
  notes.pieces++
  await measured()
  const before = largest()
  const page = isUsual ? pageOf() + before : readFileSync(PAGE, 'utf8').replace(before, '') + largestChunks()
  console.log(page)
  if (values.write) writeFileSync(PAGE, page)
  removeTempDir(dir)
} catch (error) {
  if (!(error instanceof TimeIsUp)) throw error
  process.exitCode = 75
} finally {
  if (existsSync(dir)) writeFileSync(notesFile, JSON.stringify(notes))
  if (values.dir === undefined) removeTempDir(dir)
}

/** Once, in as many pieces as it takes. */
async function leg(name: string, work: () => Promise<unknown>): Promise<void> {
  const { seconds, isDone } = notes.legs[name] ?? { seconds: 0, isDone: false }
  if (isDone) return
  const began = performance.now()
  const note = (done: boolean) => {
    const all = seconds + (performance.now() - began) / 1000
    notes.legs[name] = { seconds: all, isDone: done }
    notePeaks()
    const largest = Object.entries(notes.peaks).map(([of, { resident }]) => `${of} ${resident.toFixed(0)}`)
    say(`${name}${done ? '' : ', broken off'}: ${rate(all)} MB/s; ${largest.join(', ')}`)
  }
  const timeIsUp = new AbortController()
  const late = sleep(Math.max(1, endsAt - began), undefined, { signal: timeIsUp.signal }).then(() => {
    throw new TimeIsUp()
  })
  try {
    await Promise.race([work(), late])
    note(true)
  } catch (error) {
    note(false)
    throw error
  } finally {
    timeIsUp.abort()
    late.catch(() => undefined)
  }
}

function notePeaks(): void {
  for (const [name, { resident, own }] of memory?.peaks() ?? []) {
    const before = notes.peaks[name] ?? { resident: 0, own: 0 }
    notes.peaks[name] = { resident: Math.max(resident, before.resident), own: Math.max(own, before.own) }
  }
}

async function measured(): Promise<void> {
  const scanner = values.clamd ? await scannerIn(join(dir, 'clamd')) : undefined
  try {
    await withHubs(scanner)
  } finally {
    await scanner?.stop()
  }
}

/** It takes all of the file, up to what clamd can take: 2 GiB. */
async function scannerIn(own: string): Promise<Clamd> {
  mkdirSync(own, { recursive: true, mode: 0o700 })
  // No limit within a file: what looks like an archive in random bytes is counted once more.
  return startClamd(own, { streamMaxLength: `${Math.min(mib + 1, 2_047)}M`, maxSize: '0' })
}

async function withHubs(scanner: Clamd | undefined): Promise<void> {
  const system = await startSystem({
    ...{
      clamd: scanner?.socket,
      layout: layout(state),
      hubs: ['XA', 'XB'],
      postgresPort: await freePort(),
      portsOf: () => freePorts(),
    },
    onStep: () => {},
    onDeath: (part, logFile) => say(`${part} ended unasked: ${logFile}`),
  })
  const agencies: Agency[] = []
  try {
    const sender = await startAgency(state, 'XA', 'police')
    agencies.push(sender)
    const receiver = await startAgency(state, 'XB', 'legal_aid')
    agencies.push(receiver)
    if (!existsSync(film)) await writeFilm()
    await leg('plain encrypted copy', () => plainCopy(film, join(dir, 'copy')))
    const programs = [
      ['agency in XA', sender.pid],
      ['agency in XB', receiver.pid],
    ] as const
    memory = watchMemory(new Map([...processesIn(state), ...programs]))
    await carry(sender, receiver)
  } finally {
    notePeaks()
    memory?.stop()
    for (const agency of agencies) agency.stop()
    await system.stop()
  }
}

/** Of random bytes: nothing on the way gets smaller. */
async function writeFilm(): Promise<void> {
  const half = `${film}.new`
  writeFileSync(half, '')
  for (let i = 0; i < mib; i++) appendFileSync(half, randomBytes(1024 ** 2))
  renameSync(half, film)
}

async function referred(sender: Agency, receiver: Agency): Promise<string> {
  notes.subjectRef ??= await sender.call('register')
  const to = { hub: 'XB', type: 'legal_aid', agencyId: await receiver.call('agencyId') }
  const id = await sender.call('refer', notes.subjectRef, to)
  await waitFor(() => receiver.call('has', id), 60_000)
  await receiver.call('assign', id)
  return id
}

async function carry(sender: Agency, receiver: Agency): Promise<void> {
  notes.referralId ??= await referred(sender, receiver)
  const { referralId: id, subjectRef = '' } = notes
  const until = (reached: () => Promise<boolean>) =>
    waitFor(async () => (await reached()) || (await sleep(POLL_MS, false)), LEG_MS)
  const came = () => receiver.call('came', id)
  await leg('hashed by the sender', async () => {
    notes.upload = await sender.call('begin', subjectRef, film, chunkMib * 1024 ** 2)
  })
  const { upload } = notes
  if (upload === undefined) throw new TypeError('an upload that was begun is not noted')
  await leg('uploaded', () => sender.call('upload', upload, film))
  await leg('looked at', () => until(async () => isKept(await sender.call('stateOf', upload.fileId))))
  if ((await sender.call('sent', id)) === undefined) await sender.call('handOver', upload.fileId, id)
  await leg('sealed', () => until(async () => (await sender.call('sent', id)) !== 'sealing'))
  await leg('carried to the other hub', () => until(async () => !['coming', undefined].includes((await came())?.state)))
  await leg('opened and taken in', () => until(async () => ['stored', 'refused'].includes((await came())?.state ?? '')))
  const back = join(dir, 'back')
  await leg('downloaded', async () => receiver.call('download', id, (await came())?.fileId ?? '', back))
  if ((await sha256(back)) !== (await sha256(film))) throw new Error('what came is not what was sent')
}

function isKept(state: string): boolean {
  if (state === 'refused') throw new Error('the file was refused: see the log of redaction')
  return state === 'kept'
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

function rate(seconds: number): string {
  return ((mib * 1024 ** 2) / 1e6 / seconds).toFixed(1)
}

/** That section as it stands. */
function largest(): string {
  const page = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : ''
  return page.includes(LARGEST) ? page.slice(page.indexOf(LARGEST)) : ''
}

function largestChunks(): string {
  return `${LARGEST}
Made by \`npm run bench:files -- --write --mib ${mib} --chunk ${chunkMib}${values.clamd ? ' --clamd' : ''}\`: ${mib} MiB in chunks of ${chunkMib} MiB${values.clamd ? ", which a scanner for malware (Debian's clamd) looks at in both hubs" : ''}. It does not grow with the file (a test
holds that); ${machine()}. The scanner itself is a process of its own and no part of a hub.

${memoryTable()}
`
}

function machine(): string {
  const [cpu] = cpus()
  return `${cpus().length} × ${cpu?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`
}

function memoryTable(): string {
  return [
    '| process | resident | its own |',
    '|---|---|---|',
    ...Object.entries(notes.peaks).map(
      ([name, { resident, own }]) => `| ${name} | ${resident.toFixed(0)} | ${own.toFixed(0)} |`,
    ),
  ].join('\n')
}

function pageOf(): string {
  const legs = Object.entries(notes.legs).map(([name, { seconds }]) => [name, seconds] as const)
  const all = legs.slice(1).reduce((sum, [, seconds]) => sum + seconds, 0)
  return `# What a file costs

Made by \`npm run bench:files -- --write --mib ${mib}\`; the figures are those of one run${notes.pieces > 1 ? `, in ${notes.pieces} pieces with the hubs stopped in between` : ''}. ${machine()}; load average at the end ${(loadavg()[0] ?? 0).toFixed(1)}.

${mib} MiB of random bytes go from an agency of hub XA to one of hub XB: two whole hubs with their processes, PostgreSQL and NATS, all in one machine and on one
disk, everything that is acknowledged flushed to it. What comes out at the other end is compared with what was sent.

| leg | seconds | MB/s |
|---|---|---|
${legs.map(([name, seconds]) => `| ${name} | ${seconds.toFixed(1)} | ${rate(seconds)} |`).join('\n')}
| all of it but the plain copy | ${all.toFixed(1)} | ${rate(all)} |

The plain copy is node's AES-256-GCM from one file into another, flushed. Uploading holds comparing each chunk with its hash once
more. *Looked at* is decrypting and hashing it in redaction, before it is kept; where \`clamd\` is configured its time comes on top.

## Memory

Peak of each process, MiB: resident (VmHWM, shared pages included), and the most that was seen of its own (RssAnon). A process of
PostgreSQL also counts the database's shared buffers that it has touched; of its processes the largest counts. The aim is ${AIM_MIB} MiB each.

${memoryTable()}
`
}
