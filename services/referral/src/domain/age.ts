import { needsAge } from '@amparo/protocols'
import type { Case } from './case.ts'

/** Whether redaction must be asked how old the person is before this step is taken, by the version under which it runs. */
export const asksForAge = ({ run }: Case, step: string): boolean => run !== undefined && needsAge(run.protocol, step)
