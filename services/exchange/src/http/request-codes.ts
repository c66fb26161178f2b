import { z } from 'zod'
import { PRIORITIES } from '../domain/dues.ts'
import { ASSISTANCE } from '../domain/requests/terms.ts'

export const assistance = z.enum(ASSISTANCE)
export const urgency = z.enum(PRIORITIES)
export const hubCode = z.string().regex(/^[A-Z]{2}[A-Z0-9]{0,6}$/)
export const treatyCode = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)
