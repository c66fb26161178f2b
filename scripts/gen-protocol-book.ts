/** Writes libs/protocols/shipped.json: the protocols that come with the product, read and checked; with --check it only compares. */
import { relative } from 'node:path'
import { checked, filesIn, SHIPPED, SHIPPED_READ, type ShippedRead, sha256Of } from '@amparo/protocols'
import { writeOrCheck } from './lib/docs/document.ts'
import { root } from './lib/steps.ts'

const files = filesIn(SHIPPED)
const read: ShippedRead = { of: sha256Of(files), files: checked(files) }
writeOrCheck({ [relative(root, SHIPPED_READ)]: `${JSON.stringify(read)}\n` }, 'gen-protocol-book.ts')
