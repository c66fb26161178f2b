/**
 * Writes the shipped.json of each folder of protocols that comes with the product: what they say, read and checked; with --check it only
 * compares.
 */
import { relative } from 'node:path'
import { checked, filesIn, SHIPPED_BOOK, type Shipped, type ShippedRead, sha256Of } from '@amparo/protocols'
import { PROTOCOLS } from '../services/exchange/src/terms/load.ts'
import { writeOrCheck } from './lib/docs/document.ts'
import { root } from './lib/steps.ts'

const documents = [SHIPPED_BOOK, PROTOCOLS].map(({ folder, read }: Shipped) => {
  const files = filesIn(folder)
  const said: ShippedRead = { of: sha256Of(folder, files), files: checked(files) }
  return [relative(root, read), `${JSON.stringify(said)}\n`]
})
writeOrCheck(Object.fromEntries(documents), 'gen-protocol-book.ts')
