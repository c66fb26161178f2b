import type { Words } from '../i18n/words.ts'

/** Why a step was taken: from the list of that step. What failed on its way failed with the code of a refusal. */
export function reasonText(words: Words, { status, reason = '' }: { status: string; reason?: string }): string {
  if (status === 'rejected') return words.code('decline', reason)
  if (status === 'on-hold') return words.code('hold', reason)
  if (status !== 'failed') return words.code('cancellation', reason)
  return words.problem({ code: reason, title: reason.replaceAll('_', ' '), next: '' }).title
}
