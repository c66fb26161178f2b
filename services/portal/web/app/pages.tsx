import { AuditLog } from '../pages/audit-log.tsx'
import { Confirm } from '../pages/confirm.tsx'
import { NewReferral } from '../pages/new-referral.tsx'
import { Nowhere } from '../pages/nowhere.tsx'
import { Referral } from '../pages/referral.tsx'
import { ReferralList } from '../pages/referral-list.tsx'
import { useSignedIn } from './context.ts'
import type { Route } from './route.ts'

/** The page of a route; one that the person's role does not open is none. */
export function Pages({ route }: { route: Route }) {
  const { may } = useSignedIn()
  switch (route.page) {
    case 'home':
      return may('audit:read') && !may('referral:read') ? <AuditLog id={undefined} /> : <ReferralList box="inbox" />
    case 'inbox':
    case 'sent':
      return <ReferralList key={route.page} box={route.page} />
    case 'new':
      return may('referral:submit') ? <NewReferral /> : <Nowhere />
    case 'referral':
      return <Referral key={route.id} id={route.id} />
    case 'confirm':
      return <Confirm key={route.id} id={route.id} />
    case 'log':
      return may('audit:read') ? <AuditLog key={route.id} id={route.id} /> : <Nowhere />
    case 'nowhere':
      return <Nowhere />
  }
}
