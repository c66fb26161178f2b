import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BookFiles } from './book.ts'

/**
 * A folder of files that come with the product, and the file of what they say: read and checked when they last changed, which takes a
 * second that a service would wait for.
 */
export interface Shipped {
  readonly folder: string
  readonly read: string
}

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** The protocols, forms, overlays and calendars that every hub has. */
export const SHIPPED = at('../data')
export const SHIPPED_BOOK: Shipped = { folder: SHIPPED, read: at('../shipped.json') }

export interface ShippedRead {
  /** Of `sha256Of`. */
  readonly of: string
  readonly files: BookFiles
}

/** Undefined: the files have changed since. */
export function readShipped({ folder, read }: Shipped, files: readonly string[]): BookFiles | undefined {
  const ready = JSON.parse(readFileSync(read, 'utf8')) as ShippedRead
  return ready.of === sha256Of(folder, files) ? ready.files : undefined
}

/** SHA-256, hex, of the names and texts of these files of a folder. */
export function sha256Of(folder: string, files: readonly string[]): string {
  const hash = createHash('sha256')
  for (const file of files)
    hash
      .update(`${relative(folder, file)}\0`)
      .update(readFileSync(file))
      .update('\0')
  return hash.digest('hex')
}
