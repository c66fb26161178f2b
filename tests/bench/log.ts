/**
 * `npm run bench:log [-- --write] [--only latency|writing|proof|verification] [--leaves 10000000] [--seconds 15]`: what the access log
 * costs: one durable entry at 500 a second; entries appended, committed and in the tree a second, beside a bare INSERT of the same bytes in
 * the same database; a proof in a log of ten million; and verification. --write makes docs/benchmarks-log.md, of all of them.
 */
import { writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { removeTempDir, tempDir } from '../../libs/testing/src/platform/index.ts'
import { misunderstood, numberOf, optionsOf } from '../../scripts/lib/options.ts'
import { UsageError } from '../../scripts/lib/usage-error.ts'
import { appendFor, insertFor, type Throughput } from './support/log/appending.ts'
import { type Database, openWriter, startDatabase, type Writer } from './support/log/database.ts'
import { appendAt, insertAt, type Latency } from './support/log/latency.ts'
import { fillLog, proveFor } from './support/log/proving.ts'
import { verifyFor } from './support/log/verifying.ts'

const PAGE = fileURLToPath(new URL('../../docs/benchmarks-log.md', import.meta.url))
const A_SECOND = 500
const VERIFIED = 500_000
const TURNS = 3
const PARTS = ['latency', 'writing', 'proof', 'verification'] as const
type Part = (typeof PARTS)[number]

const USAGE = `Usage: npm run bench:log [-- options]

  --only PART       measures this alone: ${PARTS.join(', ')}
  --leaves NUMBER   so many stand in the log of which one is proven (default 10000000)
  --seconds NUMBER  for so long each is measured (default 15)
  --write           writes docs/benchmarks-log.md, of all of them
  --help            this text`
const values = optionsOf(
  {
    write: { type: 'boolean', default: false },
    only: { type: 'string' },
    leaves: { type: 'string', default: '10000000' },
    seconds: { type: 'string', default: '15' },
  },
  USAGE,
)
const { count, seconds } = numbersOf(values)
const dir = tempDir('bench-log')
const say = (line: string) => console.error(line)
const asked = (part: Part) => values.only === undefined || values.only === part

try {
  const all = await measured()
  if (all !== undefined) {
    const page = pageOf(all)
    console.log(page)
    if (values.write) writeFileSync(PAGE, page)
  }
} finally {
  removeTempDir(dir)
}

function numbersOf(given: { readonly only?: string | undefined; readonly leaves: string; readonly seconds: string }) {
  const { only, leaves, seconds } = given
  try {
    if (only !== undefined && !PARTS.some(part => part === only))
      throw new UsageError(`--only takes one of ${PARTS.join(', ')}.`)
    return { count: numberOf('leaves', leaves, 1), seconds: numberOf('seconds', seconds, 1) }
  } catch (error) {
    return misunderstood(error, USAGE)
  }
}

async function measured() {
  const database = await startDatabase(dir)
  try {
    const one = asked('latency') ? await latencyIn(database) : undefined
    const log = await openWriter(database)
    const many = asked('writing') ? await writingIn(database, log) : undefined
    const proof = asked('proof') ? await proofIn(database, log) : undefined
    await log.close()
    // Last, and not before one entry is timed: half a million leaves leave this process, which sends, so much to collect that it stands still.
    const verified = asked('verification') ? await verification() : undefined
    return one && many && proof && verified && { ...one, ...many, proof, verified }
  } finally {
    await database.stop()
  }
}

async function latencyIn(database: Database) {
  const latency = await appendAt(database, A_SECOND, seconds)
  say(`one entry: ${timesOf(latency)}; of that in the writer ${timesOf(latency.inWriter)}`)
  const alone = await insertAt(database.admin, await bytesOfRow(database), A_SECOND, seconds)
  say(`one bare row: ${timesOf(alone)}`)
  return { latency, alone }
}

async function writingIn(database: Database, log: Writer) {
  // In turns, as often and as long: what else the machine does meanwhile slows both alike, and neither is given its better run.
  const [ofLog, ofBare]: [Throughput[], Throughput[]] = [[], []]
  let bytes = 0
  for (let turn = 0; turn < TURNS; turn++) {
    ofLog.push(await appendFor(log, seconds / TURNS))
    bytes = await bytesOfRow(database)
    ofBare.push(await insertFor(database.admin, bytes, seconds / TURNS))
  }
  const [appended, bare] = [meanOf(ofLog), meanOf(ofBare)]
  say(
    `${whole(appended.perSecond)} entries a second (${appended.processor.toFixed(1)} µs), ${whole(bare.perSecond)} bare rows of ${bytes} bytes (${bare.processor.toFixed(1)} µs): ${shareOf(appended, bare)} %`,
  )
  return { appended, bare, bytes }
}

async function proofIn({ admin }: Database, log: Writer) {
  const proof = await proveFor(log, admin, await fillLog(admin, count))
  say(`a proof among ${whole(count)}: ${proof.p50.toFixed(2)} ms, 99 %: ${proof.p99.toFixed(2)} ms`)
  return proof
}

async function verification(): Promise<Map<string, number>> {
  const verified = await verifyFor(VERIFIED)
  for (const [name, perSecond] of verified) say(`${name}: ${whole(perSecond)} leaves a second`)
  return verified
}

async function bytesOfRow({ admin }: Database): Promise<number> {
  const { rows } = await admin.query<{ bytes: string }>(
    `select avg(length(record) + length(actor) + length(subject) + 32 + 16)::int as bytes
       from audit.leaf where index < 1000`,
  )
  return Number(rows[0]?.bytes)
}

function timesOf({ p50, p99, most }: Latency): string {
  return `${p50.toFixed(2)} ms, 99 %: ${p99.toFixed(2)}, at most ${most.toFixed(1)}`
}

function shareOf(appended: Throughput, bare: Throughput): number {
  return Math.round((100 * appended.perSecond) / bare.perSecond)
}

function meanOf(turns: readonly Throughput[]): Throughput {
  const mean = (of: (turn: Throughput) => number) => turns.reduce((sum, turn) => sum + of(turn), 0) / turns.length
  return { perSecond: mean(turn => turn.perSecond), processor: mean(turn => turn.processor) }
}

function whole(n: number): string {
  return Math.round(n).toLocaleString('en').replaceAll(',', ' ')
}

function rowOf(name: string, { perSecond, processor }: Throughput): string {
  return `| ${name} | ${whole(perSecond)} | ${processor.toFixed(1)} |`
}

function pageOf({
  latency,
  alone,
  appended,
  bare,
  bytes,
  proof,
  verified,
}: NonNullable<Awaited<ReturnType<typeof measured>>>): string {
  const [cpu] = cpus()
  const machine = `${cpus().length} × ${cpu?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`
  return `# What the access log costs

Made by \`npm run bench:log -- --write\`; the figures are those of one run. ${machine}; load average at the end ${(loadavg()[0] ?? 0).toFixed(1)}. PostgreSQL
is in the same machine, and flushes every commit to disk.

## Writing

An entry counts when its halves are encrypted, its leaf is in the tree, and both are committed. Afterwards all leaves are hashed anew and
compared with the head. The other side, in turns with it, is one connection that inserts rows of as many bytes (${bytes}), as many to a commit, with no tree,
no cipher and no index but the key.

| | a second | processor time of the process, µs each |
|---|---|---|
${rowOf('entries of the log', appended)}
${rowOf('rows of a bare INSERT', bare)}

The log writes ${shareOf(appended, bare)} % of what the bare INSERT writes. At ${A_SECOND} entries a second, whatever the answers take, an entry that one process sends to
another, which writes the log, is durable and answered after
${latency.p50.toFixed(2)} ms in the median, ${latency.p99.toFixed(2)} ms at 99 %, ${latency.most.toFixed(1)} ms at most; of that in the process that writes ${latency.inWriter.p50.toFixed(2)}, ${latency.inWriter.p99.toFixed(2)} and ${latency.inWriter.most.toFixed(1)} ms. One bare row of as many bytes, inserted and committed as
often by one process, one after the other, takes ${alone.p50.toFixed(2)} ms, ${alone.p99.toFixed(2)} at 99 %, ${alone.most.toFixed(1)} at most.

## Reading

The tree is filled with hashes, as the service puts them down; of entries there are rows for those that are proven, anywhere in it, and for the
last 256. The proof of one entry in a log of ${whole(count)}: ${proof.p50.toFixed(2)} ms in the median, ${proof.p99.toFixed(2)} ms at 99 %; each proof is checked.

| verifier | leaves a second, of ${whole(VERIFIED)} |
|---|---|
${[...verified].map(([name, perSecond]) => `| \`${name}\` | ${whole(perSecond)} |`).join('\n')}
`
}
