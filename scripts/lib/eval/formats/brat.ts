import type { Document } from '../document.ts'
import { clinicalNote } from './meddocan.ts'
import { unitOffsets } from './units.ts'

/** A line of what is marked, as brat writes it: number, type, offsets in characters (of parts, if there are several), and the words. */
const MARKED = /^T\d+\t(\S+) (\d+) (?:\d+;\d+ )*(\d+)\t/

/** A clinical note, and the file beside it. */
export function readBrat(id: string, text: string, marks: string): Document {
  const unit = unitOffsets(text)
  const spans = marks.split('\n').flatMap(line => {
    const [, type, start, end] = MARKED.exec(line) ?? []
    return type === undefined ? [] : [[unit[Number(start)] ?? 0, unit[Number(end)] ?? text.length, type] as const]
  })
  return clinicalNote(
    id,
    text,
    spans.toSorted(([one], [other]) => one - other),
  )
}
