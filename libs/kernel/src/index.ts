export {
  AppError,
  defineErrors,
  type ErrorDetails,
  type ErrorKind,
  type ErrorTable,
  type FieldError,
} from './errors.ts'
export type { Clock, NewId } from './time-and-ids.ts'
