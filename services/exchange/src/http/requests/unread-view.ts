import { z } from 'zod'
import { type Unread, WRITTEN } from '../../domain/requests/letters.ts'
import { hubCode } from '../request-codes.ts'

/** What waits to be read: of which kind, by whom, how many, and when the last one came. */
export const unreadView = z
  .array(
    z.object({
      field: z.enum(WRITTEN).describe('A letter about it, or a message of the operational contact'),
      by: z.object({ hub: hubCode, agencyId: z.string() }),
      count: z.int().positive(),
      lastAt: z.iso.datetime(),
    }),
  )
  .describe('What others wrote about it that nobody of the own agency has opened; the last first')

export const toUnread = (unread: readonly Unread[]): z.input<typeof unreadView> =>
  unread.map(({ field, by, count, lastAt }) => ({
    ...{ field, by: { hub: by.hub, agencyId: by.agencyId }, count, lastAt: lastAt.toISOString() },
  }))
