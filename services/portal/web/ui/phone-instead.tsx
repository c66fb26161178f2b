import { useSignedIn, useWords } from '../app/context.ts'

/** To migration enforcement, before it fills in what consent refuses: it begins no referral for help. */
export function PhoneInstead() {
  const { t } = useWords()
  const { agencies, session } = useSignedIn()
  const own = agencies.find({ hub: session.hub, agencyId: session.agency })
  return own?.type === 'migration_enforcement' ? <p class="notice">{t.case.choice.phoneInstead}</p> : null
}
