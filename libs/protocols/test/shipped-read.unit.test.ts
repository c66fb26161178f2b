import { expect, test } from 'vitest'
import { filesIn, loadBook, loadFiles } from '../src/load-book.ts'
import { readShipped, SHIPPED, SHIPPED_BOOK } from '../src/shipped.ts'

const files = filesIn(SHIPPED)

test('what was read and checked beforehand is what the files say', () => {
  const [ready, read] = [loadBook(), loadFiles(files)]
  const hashes = (book: typeof read) => book.everyVersion().map(book.hashOf)
  expect(readShipped(SHIPPED_BOOK, files)).toBeDefined()
  expect(hashes(ready)).toEqual(hashes(read))
  expect([ready.forms(), ready.overlays()]).toEqual([read.forms(), read.overlays()])
})

test('it counts for these files only, not for one fewer', () => {
  expect(readShipped(SHIPPED_BOOK, files.slice(1))).toBeUndefined()
})
