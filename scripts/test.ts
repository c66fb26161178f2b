/**
 * `npm test`: the check, then the tests with real servers and, beside them, whole hubs. `npm run test:long` is the long proofs
 * alone (`--long`), `.ci/run` both (`--all`). The last line says `N passed, N failed`; a check counts as one, a test as one. Tests read
 * AMPARO_MISSING (names, comma-separated) to skip what the machine cannot do. With CI=true nothing may be skipped.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checks } from './lib/checks.ts'
import { optionsOf } from './lib/options.ts'
import { missingPrerequisites } from './lib/prerequisites.ts'
import { whySkipped } from './lib/skipped.ts'
import { failuresOf, type Result, root, runSteps } from './lib/steps.ts'
import { type Project, tests } from './lib/vitest.ts'

const usage = `Usage: npm test -- [--long | --all]

  --long   the long proofs alone (npm run test:long)
  --all    the check, the usual tests and the long proofs
  --help   this text`

const only = optionsOf({ long: { type: 'boolean' }, all: { type: 'boolean' } }, usage)
const [usual, long] = [only.long !== true, only.long === true || only.all === true]
const strict = ['true', '1'].includes(process.env['CI'] ?? '')
const missing = missingPrerequisites()
const serversMissing = missing.some(({ name }) => name === 'nats-server')
const env = { AMPARO_MISSING: missing.map(({ name }) => name).join(',') }
const withServers = (project: Project) => tests(project, { env, show: true })

const results: Result[] = []
if (usual) results.push(...(await runSteps(checks(), 2)))
// Two at a time, in this order: whoever is through makes room for the next.
const steps = []
if (usual && !serversMissing) steps.push(withServers('e2e'), withServers('int'))
if (long && !serversMissing) steps.push(withServers('long-e2e'), withServers('long-int'))
if (long) steps.push(tests('long-unit'))
results.push(...(await runSteps(steps, 2)))

console.log('')
for (const { name, without } of missing) console.log(`${strict ? 'FAIL' : 'skipped'}  no ${name} here: ${without}`)
const skippedTests = sum('skipped')
if (skippedTests > 0) {
  console.log(`${strict ? 'FAIL' : 'skipped'}  ${skippedTests} tests were skipped:`)
  for (const { file, count } of results.flatMap(result => result.skippedIn ?? []))
    console.log(`         ${file}: ${count}, ${whySkipped(readFileSync(join(root, file), 'utf8'), missing)}`)
}
for (const result of results.filter(({ failed }) => failed > 0)) {
  console.log(`FAIL  ${result.name}: ${result.failed}`)
  for (const failure of failuresOf(result)) console.log(failure.replaceAll(/^/gm, '         '))
}

const failed = sum('failed') + (strict ? missing.length + skippedTests : 0)
process.exitCode = failed === 0 ? 0 : 1
console.log(`${sum('passed')} passed, ${failed} failed`)

function sum(count: 'passed' | 'failed' | 'skipped'): number {
  return results.reduce((total, result) => total + result[count], 0)
}
