import { priorities, purposes, serviceCategories, statuses } from '@amparo/contracts'
import { LANGUAGES } from '@amparo/protocols'
import { z } from 'zod'

export const priority = z.enum(priorities.all)
export const purpose = z.enum(purposes.all)
export const service = z.enum(serviceCategories.all)
export const status = z.enum(statuses.all).describe('FHIR R4 TaskStatus')
export const party = z.strictObject({ hub: z.string().regex(/^[A-Z]{2}[A-Z0-9]{0,6}$/), agencyId: z.uuid() })
/** Ids of protocols, their states, steps, deadlines and forms: GET /protocols, GET /forms. */
export const name = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  .max(60)
export const side = z.enum(['sender', 'recipient'])
export const texts = z
  .object({ es: z.string(), en: z.string(), fr: z.string(), pt: z.string() })
  .describe(LANGUAGES.join(', '))
