/** `npm run contracts:release`: from here on the check compares proto/ with what it is now. Refuses to release a break. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { BASELINE } from './lib/checks.ts'
import { exec, root } from './lib/steps.ts'

const released = existsSync(join(root, BASELINE))
const steps = [
  ...(released ? [['breaking', 'proto', '--against', BASELINE]] : []),
  ['build', 'proto', '--exclude-source-info', '--output', BASELINE],
]
for (const args of steps) {
  const { code } = await exec('buf', args, { show: true })
  if (code !== 0) process.exit(code)
}
console.log(`${BASELINE} is what the contracts are now. Commit it.`)
