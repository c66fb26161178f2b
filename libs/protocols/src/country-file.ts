import { HUB_CODE } from '@amparo/kernel'
import { z } from 'zod'
import { byPriority, id, record, text, within } from './file-parts.ts'

/** What one country sets otherwise: deadlines, calendar and names; never states or steps, so that two hubs agree on them. */
export const overlayFile = z.strictObject({
  overlay: z.string().regex(HUB_CODE),
  version: z.int().positive(),
  about: text,
  sources: z.array(z.string().min(1)).min(1),
  calendar: id,
  protocols: record(
    z.strictObject({
      name: text.optional(),
      states: record(text).default({}),
      steps: record(text).default({}),
      deadlines: record(z.strictObject({ within: z.union([within, byPriority]) })).default({}),
    }),
  ).default({}),
})

const monthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
/** Which days are worked, and in which time zone (IANA). */
export const calendarFile = z.strictObject({
  calendar: id,
  timeZone: z.string().min(1),
  /** ISO 8601 weekdays, Monday 1. */
  weekend: z.array(z.int().min(1).max(7)),
  holidays: z.array(
    z.union([
      z.strictObject({ name: z.string(), on: monthDay }),
      /** Days after Easter Sunday (Gregorian); before it with a minus. */
      z.strictObject({ name: z.string(), easter: z.int().min(-100).max(100) }),
      z.strictObject({ name: z.string(), date: z.iso.date() }),
    ]),
  ),
})
export type OverlayFile = z.output<typeof overlayFile>
export type CalendarFile = z.output<typeof calendarFile>
