/**
 * `npm run bench:decide [-- --write]`: one decision of consent with fifty grants in force, beside the policy engines there are on npm
 * deciding the same, in one process; then decisions over the broker at 500 a second, as other services ask for them. The first call
 * fetches the engines into tests/bench/deciders. --write makes docs/benchmarks-decide.md.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { removeTempDir, tempDir } from '../../libs/testing/src/platform/index.ts'
import { onPath } from '../../scripts/lib/on-path.ts'
import { optionsOf } from '../../scripts/lib/options.ts'
import { loadDeciders } from './support/deciders.ts'
import { type Asked, type Decider, GRANTS, grantsAndQuestions, ours } from './support/grants.ts'
import { MEASURED_FILE, type MeasuredOverNats } from './support/over-nats.ts'

const PAGE = fileURLToPath(new URL('../../docs/benchmarks-decide.md', import.meta.url))
const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const SECONDS = 3

const values = optionsOf(
  { write: { type: 'boolean', default: false } },
  `Usage: npm run bench:decide [-- --write]

  --write           writes docs/benchmarks-decide.md
  --help            this text`,
)
if (onPath('vitest') === undefined) {
  // It runs what is measured over the broker. Said before minutes are spent on the rest.
  process.stderr.write('vitest is not installed here: npm run check installs it and what else this needs.\n')
  process.exit(1)
}
const { policy, rules, questions } = grantsAndQuestions()
const own = ours(rules, policy)
const expected = questions.map(question => own.permits(question))
const permitted = expected.filter(Boolean).length

const rows: string[] = []
for (const decider of [own, ...(await loadDeciders(rules))]) {
  const different = questions.filter((question, n) => decider.permits(question) !== expected[n]).length
  if (different > 0) throw new Error(`${decider.name} decides ${different} of ${questions.length} cases otherwise`)
  const { processor, median, slow } = costOf(decider, questions)
  rows.push(`| ${[decider.name, ...[processor, median, slow].map(us => us.toFixed(1))].join(' | ')} |`)
}
const page = pageOf(rows, overNats())
console.log(page)
if (values.write) writeFileSync(PAGE, page)

/** Microseconds of one decision: processor time, and of the time on the clock the median and the 99th of a hundred. */
function costOf({ permits }: Decider, asked: readonly Asked[]) {
  for (const question of [...asked, ...asked, ...asked]) permits(question)
  const times: number[] = []
  const before = process.cpuUsage()
  const end = performance.now() + SECONDS * 1000
  while (performance.now() < end) {
    for (const question of asked) {
      const began = performance.now()
      permits(question)
      times.push(performance.now() - began)
    }
  }
  const { user, system } = process.cpuUsage(before)
  times.sort((a, b) => a - b)
  const at = (share: number) => 1000 * (times[Math.floor(times.length * share)] ?? 0)
  return { processor: (user + system) / times.length, median: at(0.5), slow: at(0.99) }
}

/** By the int test of the same name, which starts the database and the broker; here it runs longer and leaves what it measured. */
function overNats(): MeasuredOverNats {
  const dir = tempDir('bench')
  const file = join(dir, 'measured.json')
  try {
    const args = ['run', '--project', 'long-int', 'tests/bench/decide-over-nats']
    const env = { ...process.env, [MEASURED_FILE]: file }
    const { status } = spawnSync('vitest', args, { cwd: ROOT, env, stdio: ['ignore', 'inherit', 'inherit'] })
    if (status !== 0) throw new Error('tests/bench/decide-over-nats did not finish: see above.')
    return JSON.parse(readFileSync(file, 'utf8'))
  } finally {
    removeTempDir(dir)
  }
}

function pageOf(
  table: readonly string[],
  { asked, unanswered, perSecond, p50, p99, most, processor }: MeasuredOverNats,
): string {
  const load = (loadavg()[0] ?? 0).toFixed(1)
  return `# What a decision costs

Made by \`npm run bench:decide -- --write\`; the figures are those of one run. ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, Node
${process.version}; the machine's load average at the end was ${load}: what it does besides shows in all that is measured on the clock.

## In the process, on one core

${GRANTS} grants in force for one person, ${questions.length} questions, ${permitted} of them permitted. All engines give the same answer to every one, which is
checked before anything is measured. Ours decides more than yes or no: on which basis, which categories may go, and why each other may
not. Cedar has its policies preparsed and kept; it is called through WebAssembly, which takes and gives JSON.

| microseconds for one decision | processor time | median | 99 % |
|---|---|---|---|
${table.join('\n')}

## Over the broker

${asked.toLocaleString('en')} questions at ${perSecond} a second, whatever the answers take, from a client with the permissions of another service: token and attestation
are verified, the directory's word is at most a second old, what was read of the person's fifty bases before is compared as it is kept, the decision and its
permit are committed to PostgreSQL, the permit is signed; all questions are about one person, each with an attestation of its own. Each counts from when it was
due, not from when it was sent. The service is a process of its own, as in production, and logs warnings alone; so are the client, whose questions are
encoded before and whose answers are read afterwards, the broker, and the database, without flushing to disk. **All of them share the machine's
${cpus().length} processors**: each waits for the others, and the latency is that of them all together. The aim was 3 ms for 99 %; here it is
${p99 <= 3 ? 'kept' : `missed by ${(p99 - 3).toFixed(2)} ms`}.

| | median, ms | 99 %, ms | longest, ms | processor time of the service, µs | of the client, µs | not answered |
|---|---|---|---|---|---|---|
| \`consent.decide.v1\` | ${p50.toFixed(2)} | ${p99.toFixed(2)} | ${most.toFixed(2)} | ${Math.round(processor.service)} | ${Math.round(processor.client)} | ${unanswered} |
`
}
