import { codeWhere, isLanguage } from '@amparo/contracts'
import { HUB_CODE } from '@amparo/kernel'
import { z } from 'zod'
import { AGENCY_TYPES, CATEGORIES } from '../domain/codes.ts'

export const hub = z.string().regex(HUB_CODE)
export const agencyType = z.enum(AGENCY_TYPES)
export const agencyId = z.uuid()
export const language = codeWhere(isLanguage).describe('ISO 639-2 or -3')
export const categories = z.array(z.enum(CATEGORIES)).min(1).max(CATEGORIES.length)
/** One person as one agency refers to it: an id, never a name. */
export const subjectRef = z.string().regex(/^[\w.:-]{1,128}$/)
