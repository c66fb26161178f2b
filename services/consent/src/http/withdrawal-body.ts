import { sha256Hex } from '@amparo/contracts'
import { z } from 'zod'
import { DURESS, TAKERS } from '../domain/withdrawal.ts'

/** How a withdrawal was taken. In private and after a check for duress, or it is not taken: under pressure it may be what a trafficker wants. */
export const howTaken = {
  inPrivate: z.literal(true),
  duressChecked: z.literal(true),
  by: z.enum(TAKERS).default('self').describe('The person, a guardian, or a court'),
  duress: z
    .enum(DURESS)
    .default('none')
    .describe('suspected: it waits until a colleague has spoken with the person alone, a day at most'),
  document: sha256Hex.optional().describe("SHA-256 of the court's order, hex: of a court, and of nobody else"),
}

/** Of what a consent leaves out of the one that it replaces: by whoever gives it, and nobody else. */
export const howLeftOut = {
  ...{ inPrivate: howTaken.inPrivate, duressChecked: howTaken.duressChecked },
  duress: z.enum(DURESS).describe('suspected: it is refused; a withdrawal waits, and takes all of it'),
}

/** Of a part. A court ends what its order names, never a part of it. */
export const howNarrowed = {
  ...{ inPrivate: howTaken.inPrivate, duressChecked: howTaken.duressChecked },
  by: z.enum(TAKERS).exclude(['court']).default('self').describe('The person, or a guardian of what a guardian gave'),
  duress: z.enum(DURESS).default('none').describe('suspected: it is refused; a withdrawal waits, and takes all of it'),
}

/** A court's word has its order; nobody else's has one. */
export const documentFits = ({ by, document }: { by: string; document?: string | undefined }): boolean =>
  (by === 'court') === (document !== undefined)
export const DOCUMENT_FAULT = { path: ['document'], params: { code: 'required' } }
