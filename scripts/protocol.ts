/** `npm run protocol -- check FILE... | list | diagram ID`: for whoever writes protocols, without a running hub. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { filesIn, loadFiles, ProtocolFaults, SHIPPED } from '@amparo/protocols'
import { describe } from './lib/protocols/describe.ts'
import { diagramOf, isLanguage } from './lib/protocols/diagram.ts'
import { saidOf } from './lib/protocols/said.ts'

const USAGE = `Usage: npm run protocol -- COMMAND

  check FILE...   Checks protocols, fragments, overlays, calendars and forms (YAML), together with those that come with
                  Amparo, and tries out the protocols among them: which states are reached, who must act in each and by
                  when, and the shortest ways to each end. Prints every fault as FILE:LINE:COLUMN CODE SENTENCE and ends
                  with 1 if there is any. FILE may be a folder.
  list            The protocols that come with Amparo.
  diagram ID      One of them as SVG on standard output.

  --with FOLDER   Reads the files of this folder too; may be repeated.
  --lang LANG     Language of the diagram: es, en, fr or pt. Default: en.
`

const { command, names, folders, lang } = understood()
try {
  if (command === 'check') check()
  else if (command === 'list') list()
  else await diagram()
} catch (error) {
  if (!(error instanceof ProtocolFaults)) throw error
  process.stdout.write(`${error.faults.map(saidOf).join('\n')}\n`)
  const count = error.faults.length
  stop(count === 1 ? 'There is one fault.' : `There are ${count} faults.`)
}

function check() {
  if (names.length === 0) stop(USAGE)
  const files = names.flatMap(name => readable(name))
  const book = loadFiles([...new Set([...shipped(), ...files])])
  const described = describe(book, files)
  process.stdout.write(described === '' ? 'No faults.\n' : `${described}\nNo faults.\n`)
}

function list() {
  for (const { protocol, version, name } of loadFiles(shipped()).everyVersion())
    process.stdout.write(`${protocol.padEnd(28)} version ${version}   ${name.en}\n`)
}

async function diagram() {
  const [id = ''] = names
  const protocol = loadFiles(shipped()).latest(id)
  if (protocol === undefined) return stop(`There is no protocol "${id}". Which there are: npm run protocol -- list`)
  process.stdout.write(await diagramOf(protocol, lang))
}

/** Those that come with Amparo, and those of --with. */
function shipped() {
  return [SHIPPED, ...folders].flatMap(folder => readable(folder))
}

function readable(name: string): string[] {
  // npm goes to the project's folder and leaves word of where it was called.
  const path = resolve(process.env['INIT_CWD'] ?? '.', name)
  if (!existsSync(path)) return stop(`There is no ${name}.`)
  return /\.ya?ml$/.test(path) ? [path] : filesIn(path)
}

function understood() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        lang: { type: 'string', default: 'en' },
        with: { type: 'string', multiple: true, default: [] },
      },
    })
    const [command, ...names] = positionals
    if (values.help) {
      process.stdout.write(USAGE)
      process.exit(0)
    }
    if ((command === 'check' || command === 'list' || command === 'diagram') && isLanguage(values.lang))
      return { command, names, folders: values.with, lang: values.lang }
  } catch {
    // The usage says it better.
  }
  return stop(USAGE)
}

function stop(message: string): never {
  process.stderr.write(`${message.trimEnd()}\n`)
  process.exit(1)
}
