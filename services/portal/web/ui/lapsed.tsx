import type { AgencyView } from '@amparo/client'
import { useWords } from '../app/context.ts'
import { lapsedAmong } from '../work/accreditation.ts'

/** Whom somebody may look for in a list in vain, and why. */
export function Lapsed({ among }: { among: readonly AgencyView[] }) {
  const { t } = useWords()
  const lapsed = lapsedAmong(among)
  if (lapsed.length === 0) return null
  return <p class="hint">{t.accreditation.notListed(lapsed.map(({ name }) => name).join(', '))}</p>
}
