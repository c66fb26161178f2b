import type { Block, Page } from './content.ts'
import { partsOf } from './docx/write.ts'
import { writePdf } from './pdf/write.ts'
import type { RebuiltKind } from './sandbox/task.ts'

const blocks: readonly Block[] = [
  { kind: 'heading', level: 0, text: '\t\n' },
  { kind: 'item', list: 1, ordered: true, level: 0, text: 'a' },
  { kind: 'table', rows: [['a']] },
  { kind: 'image' },
]
const page: Page = { width: 1, height: 1, lines: [], images: [] }

/** All words that a rebuilt file has of itself: a family name can be one of them, and is not looked for then. */
const structures: { readonly [K in RebuiltKind]: readonly string[] } = {
  docx: Object.entries(partsOf(blocks)).flat(),
  pdf: [Buffer.from(writePdf([page])).toString('latin1')],
}

export const structureOf = (kind: RebuiltKind): readonly string[] => structures[kind]
