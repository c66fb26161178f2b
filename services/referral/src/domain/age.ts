import { needsAge } from '@amparo/protocols'
import type { Book } from './book.ts'
import type { Case } from './case.ts'

/** Whether in any protocol there is a step of that name before which it must be known. Most names are of no such step. */
export const mayAskForAge = (book: Book, step: string): boolean =>
  book.known().some(protocol => needsAge(protocol, step))

/** Whether redaction must be asked how old the person is before this step is taken, by the version under which it runs. */
export const asksForAge = ({ run }: Case, step: string): boolean => run !== undefined && needsAge(run.protocol, step)
