/**
 * `npm run bench:lists`: what a page of each list costs at ten thousand and at a million referrals, through the service's routes;
 * writes docs/benchmarks.md. `--counts 10000,100000` measures others, and writes nothing.
 */
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { loginRoles, migrate, provisionDatabase } from '@amparo/store/provision'
import { Client } from 'pg'
import { removeTempDir, startPostgres, tempDir } from '../../libs/testing/src/platform/index.ts'
import { optionsOf } from '../../scripts/lib/options.ts'
import { fill } from './support/fill.ts'
import { type List, lists } from './support/lists.ts'
import { serveLists } from './support/service.ts'

const SHOWN = [10_000, 1_000_000]
const WARM = 20
const TIMES = 100

const values = optionsOf(
  { counts: { type: 'string' } },
  `Usage: npm run bench:lists [-- --counts 10000,100000]

  --counts NUMBERS  so many referrals in place of ${SHOWN.join(' and ')}, and writes nothing; without it, writes docs/benchmarks.md
  --help            this text`,
)
const counts = values.counts?.split(',').map(Number) ?? SHOWN

interface Cost {
  readonly rows: number
  readonly p50: number
  readonly p95: number
}

const dir = tempDir('bench')
const postgres = await startPostgres({ dir, ephemeral: true })
const filled: string[] = []
const costs = new Map<string, Cost[]>()
try {
  const services = []
  for (const count of counts) services.push(await serveLists(await filledWith(count)))
  for (const list of lists()) {
    costs.set(list.name, await costsOf(services, list))
    console.error(
      `${list.name}: ${costs
        .get(list.name)
        ?.map(({ p50 }) => `${p50.toFixed(1)} ms`)
        .join(', ')}`,
    )
  }
  for (const service of services) await service.stop()
} finally {
  await postgres.stop()
  removeTempDir(dir)
}
const text = page()
console.log(text)
if (values.counts === undefined)
  writeFileSync(fileURLToPath(new URL('../../docs/benchmarks.md', import.meta.url)), text)

/** A hub's database with so many referrals: the URL under which the service enters it. */
async function filledWith(count: number): Promise<string> {
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
  console.error(filled.at(-1))
  await admin.end()
  return urls.services['referral'] ?? ''
}

/** In turns, one request to each: what else the machine does meanwhile slows all of them alike. */
async function costsOf(services: readonly Service[], { path, pages = 0 }: List): Promise<Cost[]> {
  const places = await Promise.all(services.map(service => placeOf(service, path, pages)))
  for (let n = 0; n < WARM + TIMES; n++) {
    for (const place of places) {
      const began = performance.now()
      place.rows = (await place.read()).items.length
      if (n >= WARM) place.times.push(performance.now() - began)
    }
  }
  return places.map(({ times, rows }) => {
    times.sort((a, b) => a - b)
    const at = (share: number) => times[Math.floor(times.length * share)] ?? 0
    return { rows, p50: at(0.5), p95: at(0.95) }
  })
}

type Service = Awaited<ReturnType<typeof serveLists>>

async function placeOf({ get, token }: Service, path: string, pages: number) {
  const bearer = token()
  let cursor = ''
  for (let page = 0; page < pages; page++) {
    const { next } = await get(path + cursor, bearer)
    if (next === null) throw new Error(`${path} has fewer pages`)
    cursor = `&cursor=${next}`
  }
  const times: number[] = []
  return { times, rows: 0, read: () => get(path + cursor, bearer) }
}

function page(): string {
  const [cpu] = cpus()
  const machine = `${cpus().length} × ${cpu?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`
  const load = Math.round(loadavg()[1] ?? 0)
  const columns = counts.map(count => `${thousands(count)}: median | 95 % `)
  const lines = [...costs].map(([name, found]) => {
    const cells = found.map(({ p50, p95 }) => `${p50.toFixed(1)} | ${p95.toFixed(1)}`)
    return `| ${name} | ${found.at(-1)?.rows} | ${cells.join(' | ')} |`
  })
  return `# What a list costs

Written by \`npm run bench:lists\`; the figures are those of one run. Milliseconds for one request over HTTP with a signed token, one
after the other, ${TIMES} times after ${WARM} to warm up, answered with the whole views. The agency that asks has three tenths of all
referrals in its inbox, and one in five in its outbox. Requests go to both databases in turns, so that whatever else the machine does
slows both alike. That the plans read indexes and no more than a page needs,
\`tests/bench/plans.long.int.test.ts\` asserts.

- Machine: ${machine}; the database without flushing to disk, in the same machine. Its load average at the end was ${load}: what it does
  besides shows in the figures, on both sides alike.
${filled.map(line => `- ${line}.`).join('\n')}

| List | Rows | ${columns.join('| ')}|
|---|---|${counts.map(() => '---|---|').join('')}
${lines.join('\n')}
`
}

function thousands(count: number): string {
  return count.toLocaleString('en').replaceAll(',', ' ')
}
