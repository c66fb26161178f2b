/**
 * `npm run bench:lists`: what a page of each list costs at ten thousand and at a million referrals, through the service's routes;
 * writes docs/benchmarks.md. `--counts 10000,100000` measures others, and writes nothing.
 */
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { loginRoles, migrate, provisionDatabase } from '@amparo/store'
import { Client } from 'pg'
import { removeTempDir, startPostgres, tempDir } from '../../libs/testing/src/platform/index.ts'
import { fill } from './support/fill.ts'
import { type List, lists } from './support/lists.ts'
import { serveLists } from './support/service.ts'

const SHOWN = [10_000, 1_000_000]
const WARM = 20
const TIMES = 200

const { values } = parseArgs({ options: { counts: { type: 'string' } } })
const counts = values.counts?.split(',').map(Number) ?? SHOWN

interface Cost {
  readonly rows: number
  readonly p50: number
  readonly p95: number
}

const dir = tempDir('bench')
const postgres = await startPostgres({ dir, ephemeral: true })
const costs = new Map<string, Cost[]>()
const filled: string[] = []
try {
  for (const count of counts) await measure(count)
} finally {
  await postgres.stop()
  removeTempDir(dir)
}
const text = page()
console.log(text)
if (values.counts === undefined)
  writeFileSync(fileURLToPath(new URL('../../docs/benchmarks.md', import.meta.url)), text)

async function measure(count: number): Promise<void> {
  const hub = `b${count}`
  const roles = loginRoles(hub, ['referral'])
  const passwords = Object.fromEntries(roles.map(role => [role, randomBytes(12).toString('base64url')]))
  const superuserUrl = postgres.superuserUrl()
  const urls = await provisionDatabase({ superuserUrl, hub, services: ['referral'], passwords })
  const migrationsDir = fileURLToPath(new URL('../../services/referral/migrations', import.meta.url))
  await migrate({ url: urls.migrator, service: 'referral', migrationsDir })
  const admin = new Client({ connectionString: postgres.superuserUrl(`amparo_${hub}`) })
  await admin.connect()
  const began = performance.now()
  await fill(admin, count)
  const seconds = Math.round((performance.now() - began) / 1000)
  const [size] = (await admin.query('select pg_size_pretty(pg_database_size(current_database())) as size')).rows
  filled.push(`${thousands(count)} referrals: ${size.size} with indexes, filled in ${seconds} s`)
  await admin.end()
  const service = await serveLists(urls.services['referral'] ?? '')
  try {
    for (const list of lists()) {
      const cost = await costOf(service, list)
      costs.set(list.name, [...(costs.get(list.name) ?? []), cost])
      console.error(`${thousands(count)}  ${list.name}: ${cost.p50.toFixed(1)} ms`)
    }
  } finally {
    await service.stop()
  }
}

async function costOf(
  { get, token }: Awaited<ReturnType<typeof serveLists>>,
  { path, pages = 0 }: List,
): Promise<Cost> {
  const bearer = await token()
  let cursor = ''
  for (let page = 0; page < pages; page++) {
    const { next } = await get(path + cursor, bearer)
    if (next === null) throw new Error(`${path} has fewer pages`)
    cursor = `&cursor=${next}`
  }
  const times: number[] = []
  let rows = 0
  for (let n = 0; n < WARM + TIMES; n++) {
    const began = performance.now()
    rows = (await get(path + cursor, bearer)).items.length
    if (n >= WARM) times.push(performance.now() - began)
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0
  return { rows, p50: at(0.5), p95: at(0.95) }
}

function page(): string {
  const [cpu] = cpus()
  const machine = `${cpus().length} × ${cpu?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`
  const columns = counts.map(count => `${thousands(count)}: median | 95 % `)
  const lines = [...costs].map(([name, found]) => {
    const cells = found.map(({ p50, p95 }) => `${p50.toFixed(1)} | ${p95.toFixed(1)}`)
    return `| ${name} | ${found.at(-1)?.rows} | ${cells.join(' | ')} |`
  })
  return `# What a list costs

Written by \`npm run bench:lists\`; the figures are those of one run. Milliseconds for one request over HTTP with a signed token, one
after the other, ${TIMES} times after ${WARM} to warm up, answered with the whole views. The agency that asks has three tenths of all
referrals in its inbox, and one in five in its outbox. That the plans read indexes and no more than a page needs,
\`tests/bench/plans.int.test.ts\` asserts.

- Machine: ${machine}; the database without flushing to disk, in the same machine.
${filled.map(line => `- ${line}.`).join('\n')}

| List | Rows | ${columns.join('| ')}|
|---|---|${counts.map(() => '---|---|').join('')}
${lines.join('\n')}
`
}

function thousands(count: number): string {
  return count.toLocaleString('en').replaceAll(',', ' ')
}
