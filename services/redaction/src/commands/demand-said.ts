import type { Permit } from '@amparo/contracts'
import { errors } from '../domain/errors.ts'
import { type FileStatement, mayHaveWhole } from '../domain/incriminating.ts'
import { allowanceOf } from './allowance.ts'

/** Of files that go on this permit, by what their sender says of them. Throws file_may_incriminate. */
export function demandSaid(permit: Permit, incriminating: FileStatement | undefined): void {
  if (!mayHaveWhole(allowanceOf(permit), incriminating)) throw errors.file_may_incriminate()
}
