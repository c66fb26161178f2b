/**
 * `npm run demo -- [--inputs DIR] [--json FILE]`: boots the hubs that the inputs name, drives each input through the public API
 * as the right people, and then looks for every identity of every input wherever it must not be.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { freePort, removeTempDir, tempDir } from '@amparo/testing/platform'
import { drive, type Result } from './lib/demo/drive.ts'
import { readInputs } from './lib/demo/input.ts'
import { People } from './lib/demo/people.ts'
import { createScan } from './lib/demo/scan-system.ts'
import { lineOf, tableHead } from './lib/demo/table.ts'
import { isAsExpected } from './lib/demo/verdict.ts'
import { layout } from './lib/hubs/layout.ts'
import { freePorts } from './lib/hubs/ports.ts'
import { startSystem } from './lib/hubs/system.ts'
import { progress } from './lib/progress.ts'

const own = join(fileURLToPath(new URL('..', import.meta.url)), 'tests', 'inputs')
const { values } = parseArgs({
  options: { inputs: { type: 'string', default: own }, json: { type: 'string' } },
})
const inputs = readInputs(values.inputs)
const hubs = [...new Set(inputs.flatMap(({ from, to }) => [from.jurisdiction, to.jurisdiction]))]
  .filter(hub => /^[A-Z]{2}$/.test(hub))
  .sort()

const state = tempDir('demo')
const say = progress()
const places = layout(state)
process.env['NODE_COMPILE_CACHE'] = join(fileURLToPath(new URL('..', import.meta.url)), '.state', 'cache')
let failed = false
const system = await startSystem({
  layout: places,
  hubs,
  postgresPort: await freePort(),
  portsOf: () => freePorts(),
  onStep: say.step,
  onDeath: (hub, group) => {
    process.stderr.write(`${hub}: process "${group}" ended; see ${places.hub(hub).log(group)}\n`)
    failed = true
  },
  scanned: true,
})
process.on('SIGINT', () => void end(130))
try {
  say.step('what stands in the files before anybody wrote')
  const scan = await createScan(system, hubs, inputs)
  say.step(`${inputs.length} referrals`)
  process.stderr.write('\n')
  const people = new People(system)
  const results: Result[] = []
  process.stdout.write(tableHead)
  for (const input of inputs) {
    const result = await drive(input, people, system)
    results.push(result)
    process.stdout.write(lineOf(result, isAsExpected(input, result)))
    failed ||= !isAsExpected(input, result)
  }
  // It holds what the receivers saw, of people who do not exist; even so it is for its owner only.
  if (values.json)
    writeFileSync(values.json, `${results.map(result => JSON.stringify(result)).join('\n')}\n`, { mode: 0o600 })
  say.step('scan for identity')
  const report = await scan.run()
  say.done()
  process.stdout.write(report.text)
  failed ||= !report.clean
} finally {
  await end(failed ? 1 : 0)
}

async function end(code: number): Promise<void> {
  await system.stop()
  removeTempDir(state)
  process.exitCode = code
}
