import type { Transaction } from '@amparo/store'
import { tellAnew } from '../store/grant-status.ts'

/** By what redaction holds of a person now something may carry nothing more, or again: hubs that have it are told what stands. */
export const tellGuardianship = (tx: Transaction, subjectId: string): Promise<void> => tellAnew(tx, { subjectId })
