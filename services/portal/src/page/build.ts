import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { build } from 'esbuild'
import { documentHtml, type Reference } from './document.ts'
import { onlyEnglishOfZod } from './only-english-of-zod.ts'
import { DIST, MANIFEST, WEB } from './places.ts'
import { buildProgram, PROGRAM } from './program.ts'

/** What stands in `dist`, and the sources it was made from. */
export interface Manifest {
  /** Milliseconds since 1970, of the start of the build. */
  readonly builtAt: number
  readonly inputs: readonly string[]
  readonly document: string
  readonly assets: readonly string[]
  readonly program: { readonly name: string; readonly sha256: string }
}

/** Bundles the page into `dist`, and the program that it offers. Two builds at once do no harm: each file is put in place whole, and named by its content. */
export async function buildPage(): Promise<Manifest> {
  const builtAt = Date.now()
  const { outputFiles, metafile } = await build({
    entryPoints: [join(WEB, 'main.tsx'), join(WEB, 'style.css'), join(WEB, 'icon.svg')],
    entryNames: '[name]-[hash]',
    outdir: DIST,
    absWorkingDir: WEB,
    bundle: true,
    write: false,
    minify: true,
    metafile: true,
    platform: 'browser',
    format: 'esm',
    target: 'es2024',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    loader: { '.svg': 'copy' },
    plugins: [onlyEnglishOfZod],
    legalComments: 'none',
    logLevel: 'silent',
  })
  const files = new Map(outputFiles.map(file => [basename(file.path), Buffer.from(file.contents)]))
  const reference = (pattern: RegExp): Reference => {
    const [name, body] = [...files].find(([file]) => pattern.test(file)) ?? []
    if (name === undefined || body === undefined) throw new Error('a part of the page was not built')
    return { name, integrity: `sha384-${createHash('sha384').update(body).digest('base64')}` }
  }
  const document = documentHtml({
    script: reference(/^main-.*\.js$/),
    style: reference(/^style-.*\.css$/),
    icon: reference(/^icon-.*\.svg$/),
  })
  const { body, sha256, inputs: ofProgram } = await buildProgram()
  const program = { name: PROGRAM.replace('.', `-${sha256.slice(0, 8)}.`), sha256 }
  files.set(program.name, Buffer.from(body))
  const inputs = [...Object.keys(metafile.inputs).map(path => join(WEB, path)), ...ofProgram]
  const manifest = { builtAt, inputs, document, assets: [...files.keys()], program }
  for (const [name, body] of files) {
    put(join(DIST, name), body)
    put(join(DIST, packedName(name)), brotli(body))
  }
  // Last: until it stands, what is in the folder counts for nothing.
  put(MANIFEST, JSON.stringify(manifest))
  return manifest
}

function put(path: string, body: Buffer | string): void {
  mkdirSync(DIST, { recursive: true })
  const temporary = `${path}.${randomUUID()}`
  writeFileSync(temporary, body)
  renameSync(temporary, path)
}

/** Of an asset as it goes out to a browser that takes it packed. */
export const packedName = (name: string): string => `${name}.br`

export const brotli = (body: Buffer): Buffer =>
  brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })

export const readManifest = (): Manifest => JSON.parse(readFileSync(MANIFEST, 'utf8')) as Manifest

if (import.meta.main) await buildPage()
