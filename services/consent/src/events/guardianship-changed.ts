import { guardianshipChanged } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import { tellAnew } from '../store/grant-status.ts'

/** By what redaction holds of a person now something may carry nothing more, or again: hubs that have it are told what stands. */
export const onGuardianshipChanged = () => on(guardianshipChanged, ({ subjectId }, tx) => tellAnew(tx, { subjectId }))
