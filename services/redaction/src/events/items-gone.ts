import { itemsGone } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { noteGone } from '../commands/request-files/note-gone.ts'

/** What was handed over on a request went back, was destroyed, came back or did not. */
export const onItemsGone = (note: ReturnType<typeof noteGone>) =>
  on(
    itemsGone,
    gone => note(gone),
    (_, tx, __, save) => save(tx),
  )
