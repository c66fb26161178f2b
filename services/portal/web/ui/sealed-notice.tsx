import type { AgencyRef } from '@amparo/client'
import { useSignedIn, useWords } from '../app/context.ts'

/** To whoever sends something to an agency that holds its keys itself: to send it is to disclose it. */
export function SealedNotice({ to }: { to: AgencyRef | undefined }) {
  const { t } = useWords()
  const { agencies, session } = useSignedIn()
  // Within the hub nothing is sealed to an agency.
  const isSealed = to !== undefined && to.hub !== session.hub && agencies.find(to)?.holdsKeys === true
  return isSealed ? <p class="notice">{t.sealed.toSend}</p> : null
}
