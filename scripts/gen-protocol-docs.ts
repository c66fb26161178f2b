/** Writes docs/protocols/ from libs/protocols/data: a page and a diagram for each protocol; with --check it only compares. */
import { loadBook } from '@amparo/protocols'
import { writeOrCheck } from './lib/docs/document.ts'
import { diagramOf } from './lib/protocols/diagram.ts'
import { overviewPage, protocolPage } from './lib/protocols/pages.ts'

const book = loadBook()
const pages: Record<string, string> = { 'docs/protocols/README.md': overviewPage(book) }
for (const protocol of book.all()) {
  pages[`docs/protocols/${protocol.protocol}.md`] = protocolPage(book, protocol)
  pages[`docs/protocols/${protocol.protocol}.svg`] = await diagramOf(protocol, 'en')
}
writeOrCheck(pages, 'gen-protocol-docs.ts')
