import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Draft } from '../../form/draft.ts'
import type { Fault } from '../../form/faults.ts'

export interface Form {
  readonly draft: Draft
  set(change: Partial<Draft>): void
  /** What is to be corrected, until it is. */
  readonly faults: readonly Fault[]
}

export const FormContext = createContext<Form | undefined>(undefined)

export function useForm(): Form {
  const form = useContext(FormContext)
  if (form === undefined) throw new TypeError('no form here')
  return form
}

export const idOf = (field: keyof Draft): string => `f-${field}`
