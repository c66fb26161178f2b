import { useSignedIn, useWords } from '../app/context.ts'
import { ownAgency } from '../app/is-own.ts'
import { addressOf } from '../app/route.ts'
import { standingOf } from './accreditation.ts'

/** That the own agency is to be accredited again, on every page of its supervisors; once it has lapsed, of everybody who refers. */
export function AccreditationNotice() {
  const { t } = useWords()
  const app = useSignedIn()
  const { may } = app
  const standing = standingOf(ownAgency(app), new Date())
  const says = t.accreditation
  const supervises = may('directory:maintain')
  const page = addressOf({ page: 'capacity' })
  return (
    <div role="status" class="called">
      {standing.is === 'ends' && supervises && <a href={page}>{says.ends(standing.days)}</a>}
      {standing.is === 'lapsed' && supervises && <a href={page}>{says.lapsed}</a>}
      {standing.is === 'lapsed' && !supervises && may('referral:submit') && <p>{says.lapsed}</p>}
    </div>
  )
}
