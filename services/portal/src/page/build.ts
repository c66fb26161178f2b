import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { build, type Plugin } from 'esbuild'
import { documentHtml, type Reference } from './document.ts'
import { DIST, MANIFEST, WEB } from './places.ts'

/** What stands in `dist`, and the sources it was made from. */
export interface Manifest {
  /** Milliseconds since 1970, of the start of the build. */
  readonly builtAt: number
  readonly inputs: readonly string[]
  readonly document: string
  readonly assets: readonly string[]
}

/** Bundles the page into `dist`. Two builds at once do no harm: each file is put in place whole, and named by its content. */
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
  const inputs = Object.keys(metafile.inputs).map(path => join(WEB, path))
  const manifest = { builtAt, inputs, document, assets: [...files.keys()] }
  for (const [name, body] of files) {
    put(join(DIST, name), body)
    put(join(DIST, packedName(name)), brotli(body))
  }
  // Last: until it stands, what is in the folder counts for nothing.
  put(MANIFEST, JSON.stringify(manifest))
  return manifest
}

/** The page words its faults itself: of zod's messages in fifty languages it shows none. */
const onlyEnglishOfZod: Plugin = {
  name: 'only-english-of-zod',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js'",
    }))
  },
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
