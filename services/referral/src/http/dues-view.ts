import { z } from 'zod'
import type { Book } from '../domain/book.ts'
import type { Case } from '../domain/case.ts'
import { deadlinesOf } from '../domain/deadlines.ts'
import { name, side, texts } from './codes.ts'

export const dueView = z.object({
  deadline: name,
  text: texts,
  owner: side.describe('Who must meet it'),
  at: z.iso.datetime(),
  overdue: z.boolean(),
})

/** Deadlines that run, in the words of the reader's country. */
export function duesView(book: Book, found: Case, hub: string, now: Date): z.input<typeof dueView>[] {
  const { run } = found
  if (run === undefined) return []
  const { deadlines } = book.forHub(run.protocol, hub, found.referral.overlays[hub])
  return deadlinesOf(book, found).map(({ deadline, owner, due }) => ({
    deadline,
    text: deadlines[deadline]?.text ?? run.protocol.name,
    owner,
    at: due.toISOString(),
    overdue: due < now,
  }))
}
