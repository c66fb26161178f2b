import { denials } from '@amparo/contracts'
import { httpErrors } from '@amparo/http'
import type { AppError, ErrorDetails } from '@amparo/kernel'
import type { FormRefusal } from '../domain/assess-form.ts'
import { errors } from '../domain/errors.ts'
import type { OneCaseFault } from '../domain/one-case.ts'
import type { StandByFault } from '../domain/own-record.ts'
import type { ConfirmationFault } from '../domain/recorded-basis.ts'
import type { SheetFault } from '../domain/sheet.ts'

const makers = { ...errors, ...denials, step_up_required: httpErrors.step_up_required }

/** The refusal of a code that the domain gives: of this service, of the shared list of denials, or the step-up of every service. */
export const refusal = (
  code: FormRefusal | ConfirmationFault | OneCaseFault | SheetFault | StandByFault | 'second_person_not_on_duty',
  details?: ErrorDetails,
): AppError => makers[code](details)
