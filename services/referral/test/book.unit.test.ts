import { loadFiles } from '@amparo/protocols'
import { expect, test } from 'vitest'
import { mayAskForAge } from '../src/domain/age.ts'
import { bookWith } from '../src/domain/book.ts'
import { files, folder } from './fixtures/book.ts'

const ofAdults = folder.everyVersion().find(({ steps }) => Object.values(steps).some(({ adults }) => adults))
const named = (steps: object) => Object.entries(steps).find(([, { adults }]) => adults)?.[0] ?? ''

test('what a step needs is asked also under a version that is kept but taken out of the folder', () => {
  if (ofAdults === undefined) throw new Error('no protocol has a step of adults')
  const step = named(ofAdults.steps)
  const book = bookWith(loadFiles(files.filter(file => !file.includes(`${ofAdults.protocol}.v`))))
  expect(mayAskForAge(bookWith(folder), step)).toBe(true)
  expect(mayAskForAge(book, step)).toBe(false)
  book.keep(ofAdults)
  expect(mayAskForAge(book, step)).toBe(true)
  expect(book.everyVersion()).not.toContain(ofAdults)
})
