import { useSignedIn, useWords } from '../../app/context.ts'
import { ownAgency } from '../../app/is-own.ts'
import { standingOf } from '../../work/accreditation.ts'

/** Until when the own agency is accredited, by whom, and what is to be done before that. */
export function Accreditation() {
  const { t, ends, day } = useWords()
  const own = ownAgency(useSignedIn())
  if (own?.accreditation === undefined) return null
  const { on, by, until } = own.accreditation
  const standing = standingOf(own, new Date())
  const says = t.accreditation
  return (
    <section class={standing.is === 'good' ? undefined : 'warning'} aria-labelledby="accreditation">
      <h2 id="accreditation">{says.title}</h2>
      <p>{says.until(ends(until), day(on), by.join(', '))}</p>
      {standing.is === 'ends' && <p>{says.ends(standing.days)}</p>}
      {standing.is === 'lapsed' && <p>{says.lapsed}</p>}
      {standing.is !== 'good' && <p>{says.next}</p>}
    </section>
  )
}
