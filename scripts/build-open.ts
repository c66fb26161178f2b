/** `npm run build:open [-- FILE]`: amparo-open as one file that needs nothing but Node; says its hash as `sha256sum` does. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { buildProgram, PROGRAM } from '../services/portal/src/page/program.ts'
import { givenPath } from './lib/given-path.ts'
import { misunderstood, optionsAndFilesOf } from './lib/options.ts'
import { endIfUnprintable } from './lib/printing.ts'

endIfUnprintable()

const usage = `Usage: npm run build:open -- [FILE]

  FILE     where the program goes (default ${join('dist', PROGRAM)})
  --help   this text`

const [file = join('dist', PROGRAM)] = optionsAndFilesOf({}, usage).positionals
const path = givenPath(file)
const { body, sha256 } = await buildProgram()
try {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, body, { mode: 0o755 })
  process.stdout.write(`${sha256}  ${path}\n`)
} catch (error) {
  misunderstood(error, usage)
}
