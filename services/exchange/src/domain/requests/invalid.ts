import type { AppError, FieldError } from '@amparo/kernel'

/** How fields that only the form or the protocol can judge are refused: as the route's own schema refuses them. */
export type Invalid = (fields: readonly FieldError[]) => AppError
