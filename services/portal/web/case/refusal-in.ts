import type { FilesTexts } from '../i18n/files/texts.ts'

const OF_KEYS = /^(grant_)?signer_|^recipient_key_|^not_for_this_key$/
const TOO_LARGE: readonly string[] = ['message_over_limit', 'package_too_large']
/** What the own hub says of what it does not let leave; the other hub never does. */
const OF_OWN_HUB: readonly string[] = [
  'recipient_unknown',
  'sender_unknown',
  'recipient_accreditation_lapsed',
  'sender_accreditation_lapsed',
  'purpose_outside_mandate',
  'state_of_nationality',
  'no_instrument',
  'request_over',
  'request_suspects_differ',
]
export const isOfOwnHub = (code: string): boolean => OF_OWN_HUB.includes(code)

/** Why the other hub did not take what was sent, or the own one did not let it leave, and what to do; of what only operators can tell apart, the code for them. */
export function refusalIn({ receipts: { refusals, otherRefusal } }: FilesTexts, code: string): string {
  const group = OF_KEYS.test(code) ? 'keys' : TOO_LARGE.includes(code) ? 'too_large' : code
  return (Object.hasOwn(refusals, group) ? refusals[group] : undefined) ?? otherRefusal(code)
}
