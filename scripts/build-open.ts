/** `npm run build:open [-- FILE]`: amparo-open as one file that needs nothing but Node; says its hash as `sha256sum` does. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { buildProgram, PROGRAM } from '../services/portal/src/page/program.ts'
import { givenPath } from './lib/given-path.ts'

const path = givenPath(process.argv[2] ?? join('dist', PROGRAM))
const { body, sha256 } = await buildProgram()
mkdirSync(dirname(path), { recursive: true })
writeFileSync(path, body, { mode: 0o755 })
process.stdout.write(`${sha256}  ${path}\n`)
