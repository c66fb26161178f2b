import { useSignedIn, useWords } from '../app/context.ts'
import { ownAgency } from '../app/is-own.ts'

/** To migration enforcement, before it fills in what consent refuses: it begins no referral for help. */
export function PhoneInstead() {
  const { t } = useWords()
  const own = ownAgency(useSignedIn())
  return own?.type === 'migration_enforcement' ? <p class="notice">{t.case.choice.phoneInstead}</p> : null
}
