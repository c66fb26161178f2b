import { useState } from 'preact/hooks'
import { useWords } from '../../app/context.ts'
import { useTold } from '../../app/use-told.ts'
import { Page, Status } from '../../ui/page.tsx'
import { Duplicates } from './duplicates.tsx'
import { Identities } from './identities.tsx'
import { Match } from './match.tsx'
import { RecordLinks } from './record-links.tsx'
import { Search } from './search.tsx'

/** For those who keep the vault: people by pseudonyms, and by two custodians who one of them is. */
export function Find() {
  const { t } = useWords()
  const [said, tell] = useTold()
  /** Each part that shows what waits looks again. */
  const [turn, setTurn] = useState(0)
  const done = (what: string) => {
    tell(what)
    setTurn(turn + 1)
  }
  return (
    <Page title={t.finding.title} lead={t.finding.lead}>
      <Status told={said} />
      <Search done={done} />
      <Duplicates done={done} />
      <RecordLinks turn={turn} done={done} />
      <Identities turn={turn} done={done} />
      <Match turn={turn} done={done} />
    </Page>
  )
}
