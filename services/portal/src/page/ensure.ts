import { readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { buildPage, type Manifest, readManifest } from './build.ts'
import type { Asset, Page } from './page.ts'
import { DIST } from './places.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.html': 'text/html; charset=utf-8',
}

/** The page from `dist`, built first if it is missing or one of its sources is newer. */
export async function ensurePage(): Promise<{ page: Page; built: boolean }> {
  const current = currentManifest()
  const manifest = current ?? (await buildPage())
  const assets = Object.fromEntries(
    manifest.assets.map(name => [name, asset(extname(name), readFileSync(join(DIST, name)))]),
  )
  return { page: { document: asset('.html', Buffer.from(manifest.document)), assets }, built: current === undefined }
}

/** Undefined when there is none, or it is older than what it was made from. */
function currentManifest(): Manifest | undefined {
  try {
    const manifest = readManifest()
    const isOld = manifest.inputs.some(path => statSync(path).mtimeMs > manifest.builtAt)
    return isOld || manifest.assets.some(name => !statSync(join(DIST, name)).isFile()) ? undefined : manifest
  } catch {
    return undefined
  }
}

const asset = (extension: string, body: Buffer): Asset => ({
  type: TYPES[extension] ?? 'application/octet-stream',
  body,
  brotli: brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
})
