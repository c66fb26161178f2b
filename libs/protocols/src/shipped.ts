import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BookFiles } from './book.ts'

/** The folder of the protocols, forms, overlays and calendars that come with the product. */
export const SHIPPED = fileURLToPath(new URL('../data', import.meta.url))
/** What they say, read and checked when they last changed: to do that takes a second, which every service would wait for. */
export const SHIPPED_READ = fileURLToPath(new URL('../shipped.json', import.meta.url))

export interface ShippedRead {
  /** Of `sha256Of`. */
  readonly of: string
  readonly files: BookFiles
}

/** Undefined: the files have changed since. */
export function readShipped(files: readonly string[]): BookFiles | undefined {
  const read = JSON.parse(readFileSync(SHIPPED_READ, 'utf8')) as ShippedRead
  return read.of === sha256Of(files) ? read.files : undefined
}

/** SHA-256, hex, of the names and texts of these files in SHIPPED. */
export function sha256Of(files: readonly string[]): string {
  const hash = createHash('sha256')
  for (const file of files)
    hash
      .update(`${relative(SHIPPED, file)}\0`)
      .update(readFileSync(file))
      .update('\0')
  return hash.digest('hex')
}
