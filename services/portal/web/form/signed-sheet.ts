import type { SheetFile } from '@amparo/client'
import type { Draft } from './draft.ts'

type Given = Pick<Draft, 'basis' | 'signature'>

/** It was given on paper. */
export const isOnPaper = ({ basis, signature }: Given): boolean =>
  basis === 'consent' && (signature === 'signed' || signature === 'thumbprint')

/** What is to be uploaded. */
export const sheetIn = (draft: Given & Pick<Draft, 'sheet'>): SheetFile | undefined =>
  isOnPaper(draft) ? (draft.sheet ?? undefined) : undefined
