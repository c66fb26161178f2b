/**
 * `npm test`: the check, then the tests with real servers, then whole hubs. The last line says `N passed, N failed`; a check
 * counts as one, a test as one. Tests read AMPARO_MISSING (names, comma-separated) to skip what the machine cannot do. With
 * CI=true nothing may be skipped.
 */
import { checks } from './lib/checks.ts'
import { missingPrerequisites } from './lib/prerequisites.ts'
import { type Result, runSteps } from './lib/steps.ts'
import { tests } from './lib/vitest.ts'

const strict = ['true', '1'].includes(process.env['CI'] ?? '')
const missing = missingPrerequisites()
const serversMissing = missing.some(({ name }) => name === 'nats-server')
const env = { AMPARO_MISSING: missing.map(({ name }) => name).join(',') }

const results: Result[] = await runSteps(checks(), 2)
if (!serversMissing)
  results.push(...(await runSteps([tests('int', { env, show: true }), tests('e2e', { env, show: true })], 1)))

console.log('')
for (const { name, without } of missing) console.log(`${strict ? 'FAIL' : 'skipped'}  no ${name} here: ${without}`)
const skippedTests = sum('skipped')
if (skippedTests > 0) console.log(`${strict ? 'FAIL' : 'skipped'}  ${skippedTests} tests were skipped`)
for (const { name, failed } of results.filter(result => result.failed > 0)) console.log(`FAIL  ${name}: ${failed}`)

const failed = sum('failed') + (strict ? missing.length + skippedTests : 0)
process.exitCode = failed === 0 ? 0 : 1
console.log(`${sum('passed')} passed, ${failed} failed`)

function sum(count: 'passed' | 'failed' | 'skipped'): number {
  return results.reduce((total, result) => total + result[count], 0)
}
