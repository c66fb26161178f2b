import { guardianshipChanged } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import { tellGuardianship } from '../commands/tell-guardianship.ts'

/** The record says otherwise than before who may speak for a person. */
export const onGuardianshipChanged = () =>
  on(guardianshipChanged, ({ subjectId }, tx) => tellGuardianship(tx, subjectId))
