import { priorities, protocols, purposes, serviceCategories } from '@amparo/contracts'
import { z } from 'zod'
import { STATUSES } from '../domain/status.ts'

export const protocol = z.enum(protocols.all)
export const priority = z.enum(priorities.all)
export const purpose = z.enum(purposes.all)
export const service = z.enum(serviceCategories.all)
export const status = z.enum(STATUSES)
export const party = z.strictObject({ hub: z.string().regex(/^[A-Z]{2}[A-Z0-9]{0,6}$/), agencyId: z.uuid() })
