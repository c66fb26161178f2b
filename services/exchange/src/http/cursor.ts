import { keyset } from '@amparo/http'
import { z } from 'zod'

const { cursor: pair, encode } = keyset([z.int(), z.uuid()])

const cursor = pair.transform(([time, id]) => ({ at: new Date(time), id }))

/** Of what is read in the order in which this hub had it. */
export const paged = {
  cursor: cursor.optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(100).default(50),
}

/** Undefined: the page was the last. */
export const toNext = (last: { readonly at: Date; readonly id: string } | undefined): string | null =>
  last ? encode([last.at.getTime(), last.id]) : null
