import { existsSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { type Fault, filesIn, formatFault, type Language, loadFiles, ProtocolFaults, SHIPPED } from '@amparo/protocols'
import { parsedArgs } from '../options.ts'
import { UsageError } from '../usage-error.ts'
import { describe } from './describe.ts'
import { diagramOf, isLanguage } from './diagram.ts'

const USAGE = `Usage: npm run protocol -- COMMAND

  check FILE...   Checks protocols, fragments, overlays, calendars and forms (YAML), together with those that come with
                  Amparo, and tries out the protocols among them: which states are reached, who must act in each and by
                  when, and the shortest ways to each end. Prints every fault as FILE:LINE:COLUMN CODE SENTENCE and ends
                  with 1 if there is any. FILE may be a folder.
  list            The protocols there are.
  diagram ID      One of them as SVG on standard output.

  --with FOLDER   Reads the files of this folder too; may be repeated.
  --lang LANG     Language of the diagram: es, en, fr or pt. Default: en.
`

export interface Said {
  readonly out: string
  readonly err: string
  readonly code: number
}

interface Line {
  readonly command: 'check' | 'list' | 'diagram'
  readonly names: readonly string[]
  readonly folders: readonly string[]
  readonly language: Language
}

/** @param from the folder that names of files are relative to */
export async function protocolCommand(args: readonly string[], from: string): Promise<Said> {
  try {
    const line = understood(args)
    return line === 'help' ? { out: USAGE, err: '', code: 0 } : { out: await answer(line, from), err: '', code: 0 }
  } catch (error) {
    if (error instanceof UsageError) return { out: '', err: `${error.message.trimEnd()}\n`, code: 1 }
    if (!(error instanceof ProtocolFaults)) throw error
    const count = error.faults.length
    const out = error.faults.map(fault => `${formatFault(near(fault, from))}\n`).join('')
    return { out, err: count === 1 ? 'There is one fault.\n' : `There are ${count} faults.\n`, code: 1 }
  }
}

async function answer({ command, names, folders, language }: Line, from: string): Promise<string> {
  const known = [SHIPPED, ...folders].flatMap(folder => readable(folder, from))
  if (command === 'check') {
    if (names.length === 0) throw misused('Say which files.')
    const files = names.flatMap(name => readable(name, from))
    const described = describe(loadFiles([...new Set([...known, ...files])]), files)
    return `${described}${described === '' ? '' : '\n'}No faults.\n`
  }
  const book = loadFiles(known)
  if (command === 'list')
    return book
      .everyVersion()
      .map(({ protocol, version, name }) => `${protocol.padEnd(28)} version ${version}   ${name.en}\n`)
      .join('')
  const [id] = names
  if (id === undefined) throw misused('Say which protocol: npm run protocol -- list')
  const protocol = book.latest(id)
  if (protocol === undefined)
    throw new UsageError(`There is no protocol "${id}". Which there are: npm run protocol -- list`)
  return diagramOf(protocol, language)
}

function readable(name: string, from: string): string[] {
  const path = resolve(from, name)
  if (!existsSync(path)) throw new UsageError(`There is no ${name}.`)
  return /\.ya?ml$/.test(path) ? [path] : filesIn(path)
}

/** With the file as it would be typed there. */
function near(fault: Fault, from: string): Fault {
  const file = relative(from, fault.file)
  return file.startsWith('..') ? fault : { ...fault, file }
}

function understood(args: readonly string[]): Line | 'help' {
  const { values, positionals } = parsed(args)
  const [command, ...names] = positionals
  if (values.help) return 'help'
  if (command === undefined) throw misused('Say what is to be done.')
  if (command !== 'check' && command !== 'list' && command !== 'diagram')
    throw misused(`${command} is no command. A file is checked by: npm run protocol -- check FILE`)
  if (!isLanguage(values.lang)) throw misused(`There is no diagram in the language ${values.lang}.`)
  return { command, names, folders: values.with, language: values.lang }
}

function parsed(args: readonly string[]) {
  try {
    return parsedArgs(
      {
        help: { type: 'boolean', short: 'h' },
        lang: { type: 'string', default: 'en' },
        with: { type: 'string', multiple: true, default: [] },
      },
      args,
    )
  } catch (error) {
    throw error instanceof UsageError ? misused(error.message) : error
  }
}

const misused = (why: string): UsageError => new UsageError(`${why}\n\n${USAGE}`)
