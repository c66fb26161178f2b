/** `npm run check`: everything but the tests that need servers. */
import { checks } from './lib/checks.ts'
import { optionsOf } from './lib/options.ts'
import { runSteps } from './lib/steps.ts'

const usage = `Usage: npm run check

Everything but the tests that need servers.

  --help   this text`

optionsOf({}, usage)

const results = await runSteps(checks(), 2)
const failed = results.filter(result => result.failed > 0)
console.log(failed.length === 0 ? '\nAll checks passed.' : `\nFailed: ${failed.map(result => result.name).join(', ')}`)
process.exitCode = failed.length === 0 ? 0 : 1
