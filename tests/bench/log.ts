/**
 * `npm run bench:log [-- --write] [--leaves 10000000] [--seconds 15]`: what the access log costs: entries appended, committed and in the
 * tree a second, beside a bare INSERT of the same bytes in the same database; one durable entry at 500 a second; a proof in a log of ten
 * million; and verification. --write makes docs/benchmarks-log.md.
 */
import { writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { removeTempDir, tempDir } from '../../libs/testing/src/platform/index.ts'
import { appendFor, insertFor, type Throughput } from './support/log/appending.ts'
import { openWriter, startDatabase } from './support/log/database.ts'
import { appendAt, insertAt } from './support/log/latency.ts'
import { fillLog, proveFor } from './support/log/proving.ts'
import { verifyFor } from './support/log/verifying.ts'

const PAGE = fileURLToPath(new URL('../../docs/benchmarks-log.md', import.meta.url))
const A_SECOND = 500
const VERIFIED = 500_000

const { values } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    leaves: { type: 'string', default: '10000000' },
    seconds: { type: 'string', default: '15' },
  },
})
const [count, seconds] = [Number(values.leaves), Number(values.seconds)]
const dir = tempDir('bench-log')
const say = (line: string) => console.error(line)

try {
  const page = pageOf(await measured())
  console.log(page)
  if (values.write) writeFileSync(PAGE, page)
} finally {
  removeTempDir(dir)
}

async function measured() {
  const verified = await verifyFor(VERIFIED)
  for (const [name, perSecond] of verified) say(`${name}: ${whole(perSecond)} leaves a second`)
  const database = await startDatabase(dir)
  try {
    const latency = await appendAt(database, A_SECOND, seconds)
    say(`one entry: ${latency.p50.toFixed(2)} ms, 99 %: ${latency.p99.toFixed(2)} ms`)
    const log = await openWriter(database)
    // In turns: what else the machine does meanwhile slows both alike.
    const first = await appendFor(log, seconds)
    const bytes = await bytesOfRow()
    const bare = await insertFor(database.admin, bytes, seconds)
    const second = await appendFor(log, seconds)
    const appended = first.perSecond > second.perSecond ? first : second
    say(`${whole(appended.perSecond)} entries a second, ${whole(bare.perSecond)} bare rows of ${bytes} bytes`)
    const alone = await insertAt(database.admin, bytes, A_SECOND, seconds)
    say(`one bare row: ${alone.p50.toFixed(2)} ms, 99 %: ${alone.p99.toFixed(2)} ms`)
    const proof = await proveFor(log, database.admin, await fillLog(database.admin, count))
    say(`a proof among ${whole(count)}: ${proof.p50.toFixed(2)} ms, 99 %: ${proof.p99.toFixed(2)} ms`)
    await log.close()
    return { latency, alone, appended, bare, bytes, proof, verified }
  } finally {
    await database.stop()
  }

  async function bytesOfRow(): Promise<number> {
    const { rows } = await database.admin.query<{ bytes: string }>(
      `select avg(length(record) + length(actor) + length(subject) + 32 + 16)::int as bytes
         from audit.leaf where index < 1000`,
    )
    return Number(rows[0]?.bytes)
  }
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
}: Awaited<ReturnType<typeof measured>>): string {
  const [cpu] = cpus()
  const machine = `${cpus().length} × ${cpu?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`
  const share = Math.round((100 * appended.perSecond) / bare.perSecond)
  return `# What the access log costs

Made by \`npm run bench:log -- --write\`; the figures are those of one run. ${machine}; load average at the end ${(loadavg()[0] ?? 0).toFixed(1)}. PostgreSQL
is in the same machine, and flushes every commit to disk.

## Writing

An entry counts when its halves are encrypted, its leaf is in the tree, and both are committed. Afterwards all leaves are hashed anew and
compared with the head. The other side is one connection that inserts rows of as many bytes (${bytes}), as many to a commit, with no tree,
no cipher and no index but the key.

| | a second | processor time of the process, µs each |
|---|---|---|
${rowOf('entries of the log', appended)}
${rowOf('rows of a bare INSERT', bare)}

The log writes ${share} % of what the bare INSERT writes. At ${A_SECOND} entries a second, whatever the answers take, an entry that one process sends to
another, which writes the log, is durable and answered after
${latency.p50.toFixed(2)} ms in the median, ${latency.p99.toFixed(2)} ms at 99 %, ${latency.most.toFixed(1)} ms at most. One bare row of as many bytes, inserted and committed as
often by one process, one after the other, takes ${alone.p50.toFixed(2)} ms, ${alone.p99.toFixed(2)} at 99 %, ${alone.most.toFixed(1)} at most.

## Reading

The tree is filled with hashes, as the service puts them down; of entries there are rows for those that are proven, anywhere in it, and for the
last 256. The proof of one entry in a log of ${whole(count)}: ${proof.p50.toFixed(2)} ms in the median, ${proof.p99.toFixed(2)} ms at 99 %; each proof is checked.

| verifier | leaves a second, of ${whole(VERIFIED)} |
|---|---|
${[...verified].map(([name, perSecond]) => `| \`${name}\` | ${whole(perSecond)} |`).join('\n')}
`
}
