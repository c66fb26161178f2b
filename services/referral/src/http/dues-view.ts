import { z } from 'zod'
import type { Book } from '../domain/book.ts'
import type { Case } from '../domain/case.ts'
import { deadlinesOf } from '../domain/deadlines.ts'
import { DRAFT, draftDues } from '../domain/draft.ts'
import { name, side, texts } from './codes.ts'
import { DRAFT_DUE } from './own-texts.ts'

export const dueView = z.object({
  deadline: name,
  text: texts,
  owner: side.describe('Who must meet it'),
  at: z.iso.datetime(),
  overdue: z.boolean(),
})

/** Deadlines that run, in the words of the reader's country. */
export function duesView(book: Book, found: Case, hub: string, now: Date): z.input<typeof dueView>[] {
  const { run, referral } = found
  // Of one whose protocol's file is gone it is not known what runs.
  if (run === undefined && referral.status !== DRAFT.status) return []
  if (run === undefined)
    return draftDues(referral).map(({ deadline, owner, due }) => ({
      ...{ deadline, owner, text: DRAFT_DUE, at: due.toISOString(), overdue: due < now },
    }))
  const { deadlines } = book.forHub(run.protocol, hub, referral.overlays[hub])
  return deadlinesOf(book, found).map(({ deadline, owner, due }) => ({
    deadline,
    text: deadlines[deadline]?.text ?? run.protocol.name,
    owner,
    at: due.toISOString(),
    overdue: due < now,
  }))
}
