/**
 * `npm run demo -- [--inputs DIR] [--json FILE]`: boots the hubs that the inputs name, drives each input through the public API
 * as the right people, and then looks for every identity of every input wherever it must not be.
 */
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { freePort, removeTempDir, sweepTempDirs, tempDir } from '@amparo/testing/platform'
import { drive, type Result } from './lib/demo/drive.ts'
import { hubsNamed, readInputs, type WrittenInput } from './lib/demo/input.ts'
import { People } from './lib/demo/people.ts'
import { createScan } from './lib/demo/scan-system.ts'
import { lineOf, tableHead } from './lib/demo/table.ts'
import { isAsExpected } from './lib/demo/verdict.ts'
import { hubCodes } from './lib/hubs/hub-codes.ts'
import { layout, USUAL_STATE } from './lib/hubs/layout.ts'
import { freePorts } from './lib/hubs/ports.ts'
import { type System, startSystem } from './lib/hubs/system.ts'
import { inWords } from './lib/in-words.ts'
import { interruption } from './lib/interruption.ts'
import { helpOf } from './lib/options.ts'
import { progress } from './lib/progress.ts'
import { UsageError } from './lib/usage-error.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const usage = `Usage: npm run demo -- [--inputs FOLDER] [--json FILE]

  --inputs FOLDER   referral inputs, one a .json file (default tests/inputs)
  --json FILE       what became of each, one JSON object a line
  --help            this text`

const { inputs, json, hubs } = understood()
await sweepTempDirs()
const state = tempDir('demo')
// A server that has to be fetched is fetched once, and services are bundled once, and not for each demonstration.
const { programs, compileCache } = layout(USUAL_STATE)
const places = { ...layout(state), programs, compileCache }
const say = progress()
process.env['NODE_COMPILE_CACHE'] = compileCache
let system: System | undefined
const stopping = interruption(() => system?.running() ?? [])

let clean = false
try {
  system = await startSystem({
    layout: places,
    hubs,
    postgresPort: await freePort(),
    portsOf: () => freePorts(),
    signal: stopping.signal,
    onStep: say.step,
    onDeath: (part, logFile) => {
      if (stopping.signal.aborted) return
      // The file goes with the folder.
      const last = readFileSync(logFile, 'utf8').trim().split('\n').slice(-3).join('\n')
      process.stderr.write(`\n${part} ended by itself. Its last words:\n${last}\n`)
      stopping.end(1)
    },
    scanned: true,
  })
  clean = await Promise.race([demonstrate(system), stopping.ended.then(() => false)])
} catch (error) {
  if (!stopping.signal.aborted) {
    say.failed()
    process.stderr.write(`\n${inWords(error, state, '')}\n`)
  }
}
await system?.stop()
removeTempDir(state)
// Cut short, it has shown nothing: no success.
process.exit(stopping.signal.aborted ? stopping.exitCode || 130 : clean ? 0 : 1)

/** True if all went as the inputs expect and the scan found nothing. */
async function demonstrate(running: System): Promise<boolean> {
  say.step('what stands in the files before anybody wrote')
  const scan = await createScan(running, hubs, inputs)
  say.step(`${inputs.length} referrals`)
  process.stderr.write('\n')
  const people = new People(running)
  const results: Result[] = []
  let asExpected = true
  process.stdout.write(tableHead)
  for (const input of inputs) {
    const result = await drive(input, people, running)
    // Whoever stops it knows why this one did not end.
    if (stopping.signal.aborted) return false
    results.push(result)
    process.stdout.write(lineOf(result, isAsExpected(input, result)))
    asExpected &&= isAsExpected(input, result)
  }
  if (json) writeOwn(json, `${results.map(result => JSON.stringify(result)).join('\n')}\n`)
  say.step('scan for identity')
  const report = await scan.run()
  say.done()
  process.stdout.write(report.text)
  return asExpected && report.clean
}

function understood(): { inputs: WrittenInput[]; json: string | undefined; hubs: string[] } {
  try {
    const { inputs: folder, json: file } = parsed()
    const read = readInputs(folder)
    // Now rather than after minutes of work.
    if (file) writeOwn(file, '')
    const named = new Set(read.flatMap(hubsNamed))
    const codes = [...named].filter(hub => hubCodes(hub)?.[0] === hub).sort()
    if (codes.length === 0) throw new UsageError(`No input in ${folder} names a hub, a code of two letters`)
    return { inputs: read, json: file, hubs: codes }
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    process.stderr.write(`\n${error.message}\n\n${usage}\n`)
    process.exit(1)
  }
}

function parsed() {
  helpOf(usage)
  try {
    return parseArgs({
      options: { inputs: { type: 'string', default: join(ROOT, 'tests', 'inputs') }, json: { type: 'string' } },
    }).values
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

/** It holds what the receivers saw, of people who do not exist; even so it is for its owner only. */
function writeOwn(file: string, text: string): void {
  try {
    const opened = statSync(file, { throwIfNoEntry: false })
    // Of one that is there before anything is written; what is no file (a terminal, a pipe) is left as it is.
    if (opened?.isFile()) chmodSync(file, 0o600)
    writeFileSync(file, text, { mode: 0o600 })
  } catch (error) {
    throw new UsageError(
      `${file} cannot be written (${error instanceof Error && 'code' in error ? error.code : error})`,
    )
  }
}
