/** Writes docs/protocols/ from libs/protocols/data, and from what exchange runs requests for evidence by: a page and a diagram for each protocol; with --check it only compares. */
import { join } from 'node:path'
import { loadBook } from '@amparo/protocols'
import { writeOrCheck } from './lib/docs/document.ts'
import { diagramOf } from './lib/protocols/diagram.ts'
import { overviewPage, protocolPage } from './lib/protocols/pages.ts'
import { root } from './lib/steps.ts'

const book = loadBook()
const requests = loadBook([join(root, 'services/exchange/data/protocols')])
const pages: Record<string, string> = { 'docs/protocols/README.md': overviewPage(book, requests) }
for (const from of [book, requests])
  for (const protocol of from.all()) {
    pages[`docs/protocols/${protocol.protocol}.md`] = protocolPage(from, protocol)
    pages[`docs/protocols/${protocol.protocol}.svg`] = await diagramOf(protocol, 'en')
  }
writeOrCheck(pages, 'gen-protocol-docs.ts')
