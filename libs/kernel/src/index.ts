export { allInTurn } from './all-in-turn.ts'
export {
  CLOCKS_DIFFER_MS,
  DELIVERY_DUES,
  DELIVERY_ENDS,
  type DeliveryDues,
  type DeliveryEnds,
  ENDING_MS,
  SHARED_ENDS_MS,
  takenInUntil,
} from './delivery-dues.ts'
export {
  AppError,
  defineErrors,
  type ErrorDetails,
  type ErrorKind,
  type ErrorTable,
  type FieldError,
  isUnavailable,
} from './errors.ts'
export type { LogNumber } from './log-number.ts'
export {
  type Clock,
  DAY_MS,
  HOUR_MS,
  HUB_CODE,
  idOfHex,
  isDay,
  isUuid,
  MINUTE_MS,
  type NewId,
  uuidOf,
} from './time-and-ids.ts'
