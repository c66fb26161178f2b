import { httpErrors } from '@amparo/http'
import type { Invalid } from '../domain/take-step.ts'

/** Fields that only the protocol can judge are refused as the request's schema refuses them. */
export const invalid: Invalid = fields =>
  fields.every(({ code }) => code === 'unknown_code')
    ? httpErrors.unknown_code({ fields })
    : httpErrors.request_invalid({ fields })
