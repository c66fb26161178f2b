import type { FilesTexts } from '../i18n/files/texts.ts'

const OF_KEYS = /^(grant_)?signer_|^recipient_key_|^not_for_this_key$/
const TOO_LARGE: readonly string[] = ['message_over_limit', 'package_too_large']

/** Why the other hub did not take what was sent, and what to do; of what only operators can tell apart, the code for them. */
export function refusalIn({ receipts: { refusals, otherRefusal } }: FilesTexts, code: string): string {
  const group = OF_KEYS.test(code) ? 'keys' : TOO_LARGE.includes(code) ? 'too_large' : code
  return (Object.hasOwn(refusals, group) ? refusals[group] : undefined) ?? otherRefusal(code)
}
