import { useSignedIn, useWords } from '../../app/context.ts'
import { useLoad } from '../../app/use-load.ts'
import { useTold } from '../../app/use-told.ts'
import { Page, Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { AskErasure } from './ask-erasure.tsx'
import { Erasure } from './erasure.tsx'
import { Holds } from './holds.tsx'
import { Secrecy } from './secrecy.tsx'

/** For those who keep the vault: who is to be erased, and who must not be. By references alone. */
export function Custody() {
  const { t } = useWords()
  const { client } = useSignedIn()
  const { data, problem, loading, reload } = useLoad('erasures', () => client.erasures())
  const [said, tell] = useTold()
  const done = (what: string) => {
    tell(what)
    void reload()
  }
  return (
    <Page title={t.custody.title} lead={t.custody.lead}>
      <Problem problem={problem} />
      <Status told={said}>{loading && !data && t.app.loading}</Status>
      <AskErasure done={done} />
      <h2>{t.custody.requests}</h2>
      {data?.length === 0 && <p>{t.custody.none}</p>}
      <ol class="cards" aria-label={t.custody.requests}>
        {data?.map(erasure => (
          <li key={erasure.erasureId}>
            <Erasure erasure={erasure} done={done} />
          </li>
        ))}
      </ol>
      <Holds />
      <Secrecy />
    </Page>
  )
}
