export {
  AppError,
  defineErrors,
  type ErrorDetails,
  type ErrorKind,
  type ErrorTable,
  type FieldError,
} from './errors.ts'
export { type Clock, type NewId, uuidOf } from './time-and-ids.ts'
