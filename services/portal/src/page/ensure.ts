import { readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { brotli, buildPage, type Manifest, packedName, readManifest } from './build.ts'
import type { Asset, Page } from './page.ts'
import { DIST } from './places.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.html': 'text/html; charset=utf-8',
}

/** The page from `dist`, built first if it is missing or one of its sources is newer. */
export async function ensurePage(): Promise<{ page: Page; built: boolean }> {
  const current = currentManifest()
  const manifest = current ?? (await buildPage())
  const read = (name: string) => readFileSync(join(DIST, name))
  const assets = Object.fromEntries(
    manifest.assets.map(name => [name, asset(extname(name), read(name), read(packedName(name)))]),
  )
  const document = Buffer.from(manifest.document)
  const page = { document: asset('.html', document, brotli(document)), assets, program: manifest.program }
  return { page, built: current === undefined }
}

/** Undefined when there is none, or it is older than what it was made from. */
function currentManifest(): Manifest | undefined {
  try {
    const manifest = readManifest()
    const isOld = manifest.inputs.some(path => statSync(path).mtimeMs > manifest.builtAt)
    const files = manifest.assets.flatMap(name => [name, packedName(name)])
    // What an older version built offered no program.
    return isOld || manifest.program === undefined || files.some(name => !statSync(join(DIST, name)).isFile())
      ? undefined
      : manifest
  } catch {
    return undefined
  }
}

const asset = (extension: string, body: Buffer, packed: Buffer): Asset => ({
  type: TYPES[extension] ?? 'application/octet-stream',
  body,
  brotli: packed,
})
