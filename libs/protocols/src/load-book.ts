import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BookFiles, bookOf, type ProtocolBook } from './book.ts'
import { checkLibrary } from './check/library.ts'
import { type Fault, ProtocolFaults } from './faults.ts'
import { readLibrary } from './library.ts'
import { readShipped, SHIPPED, SHIPPED_BOOK, type Shipped } from './shipped.ts'

/**
 * Reads every .yaml file in these folders and those below, and checks them together. Throws ProtocolFaults with everything that
 * is wrong with any of them.
 */
export function loadBook(dirs: readonly string[] = [SHIPPED]): ProtocolBook {
  return dirs.length === 1 && dirs[0] === SHIPPED ? loadShipped(SHIPPED_BOOK) : loadFiles(dirs.flatMap(filesIn))
}

/** The same of a folder that comes with the product; what it says is read again only where the files have changed since. */
export function loadShipped(shipped: Shipped): ProtocolBook {
  const files = filesIn(shipped.folder)
  const ready = readShipped(shipped, files)
  return ready === undefined ? loadFiles(files) : bookOf(ready)
}

export const filesIn = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))
    .sort()

const byPlace = (a: Fault, b: Fault): number =>
  a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1

/** The same of single files. */
export const loadFiles = (files: readonly string[]): ProtocolBook => bookOf(checked(files))

/** What they say. Throws ProtocolFaults with everything that is wrong with any of them. */
export function checked(files: readonly string[]): BookFiles {
  const library = readLibrary(files.map(file => ({ file, yaml: readFileSync(file, 'utf8') })))
  const faults = [...library.faults, ...checkLibrary(library)]
  if (faults.length > 0) throw new ProtocolFaults(faults.toSorted(byPlace))
  return {
    protocols: library.protocols.map(({ protocol }) => protocol),
    forms: library.forms.map(({ file }) => file),
    overlays: library.overlays.map(({ file }) => file),
    calendars: library.calendars.map(({ file }) => file),
  }
}
