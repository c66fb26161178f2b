import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { build } from 'esbuild'
import { onlyEnglishOfZod } from './only-english-of-zod.ts'
import { PROJECT } from './places.ts'

export const PROGRAM = 'amparo-open.mjs'

const HEAD = `#!/usr/bin/env node
// amparo-open: opens a delivered bundle offline and verifies it. One file, for Node.js 20 or newer; it asks no network.
//   node ${PROGRAM} --help
// Apache License 2.0. It holds OpenPGP.js (LGPL 3.0 or later, https://openpgpjs.org), zod (MIT), protobuf-es (Apache 2.0, BSD 3-Clause), unchanged
// but for what is not used; a newer one of each can be put in by building it again: npm run build:open.`

export interface Program {
  readonly body: Uint8Array
  /** Hex, of the body. */
  readonly sha256: string
  /** Absolute paths of what it was made from. */
  readonly inputs: readonly string[]
}

/**
 * amparo-open as one file without dependencies, readable, so that an expert can see what it does. The same sources and packages give the
 * same bytes, so that anybody can compare what a portal offers with what they built.
 */
export async function buildProgram(): Promise<Program> {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(PROJECT, 'scripts/open.ts')],
    outfile: PROGRAM,
    absWorkingDir: PROJECT,
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    banner: { js: HEAD },
    plugins: [onlyEnglishOfZod],
    legalComments: 'inline',
    logLevel: 'silent',
  })
  const [output] = outputFiles
  if (output === undefined) throw new Error('amparo-open was not built')
  const body = output.contents
  const inputs = Object.keys(metafile.inputs).map(path => join(PROJECT, path))
  return { body, sha256: createHash('sha256').update(body).digest('hex'), inputs }
}
