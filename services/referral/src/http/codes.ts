import {
  fallbackChannels,
  handlingCodes,
  ITEM_INFORMATION,
  ITEM_SOURCES,
  isPaperNumber,
  priorities,
  purposes,
  serviceCategories,
  staffRoles,
  statuses,
} from '@amparo/contracts'
import { HUB_CODE } from '@amparo/kernel'
import { LANGUAGES } from '@amparo/protocols'
import { z } from 'zod'

export const priority = z.enum(priorities.all)
export const purpose = z.enum(purposes.all)
export const service = z.enum(serviceCategories.all)
export const status = z.enum(statuses.all).describe('FHIR R4 TaskStatus')
export const party = z.strictObject({ hub: z.string().regex(HUB_CODE), agencyId: z.uuid() })
/** Ids of protocols, their states, steps, deadlines and forms: GET /protocols, GET /forms. */
export const name = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  .max(60)
/** How the sender lets what is sent be handled (SIENA), and how it evaluates source and information (4×4). */
export const itemCodes = z.strictObject({
  handling: z.enum(handlingCodes.all),
  source: z.enum(ITEM_SOURCES),
  information: z.enum(ITEM_INFORMATION),
})
/** By which other way a referral was made, and who at the other agency said that they had it: a role, never a name. */
export const channel = z.enum(fallbackChannels.all)
export const staffRole = z.enum(staffRoles.all)
export const paperNumber = z
  .string()
  .refine(isPaperNumber, { params: { code: 'paper_number_misread' } })
  .describe('As printed: 7K3M-9QXA-T2BA; its last character is a check on the others')
export const side = z.enum(['sender', 'recipient'])
export const texts = z
  .object({ es: z.string(), en: z.string(), fr: z.string(), pt: z.string() })
  .describe(LANGUAGES.join(', '))
