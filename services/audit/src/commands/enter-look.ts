import { Action } from '@amparo/contracts'
import type { Enter, Worker } from '../ports/own-log.ts'

export interface Look {
  /** Fields by which it was asked, and no value. */
  readonly code: string
  /** Of whom the rows are that are about to be shown. */
  readonly subjectRefs: readonly (string | undefined)[]
}

/** What shows more people is a page of the log, and a look at nobody. */
const FEW = 5

/** That something of the log is about to be shown, before it is; in the trail of whoever it shows, too. */
export async function enterLook(enter: Enter, by: Worker, { code, subjectRefs }: Look): Promise<void> {
  const people = [...new Set(subjectRefs.filter(ref => ref !== undefined))]
  const trails = people.length > 0 && people.length <= FEW ? people : ['']
  for (const subjectRef of trails) await enter(by, { action: Action.LOG_READ, code, subjectRef })
}
