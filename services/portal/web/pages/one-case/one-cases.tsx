import { useSignedIn, useWords } from '../../app/context.ts'
import { useLoad } from '../../app/use-load.ts'
import { useTold } from '../../app/use-told.ts'
import { Page, Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Agreed } from './agreed.tsx'
import { Told } from './told.tsx'
import { Waiting } from './waiting.tsx'

/** Where the focal points of two hubs let one vital interest cross, as they agreed by phone. */
export function OneCases() {
  const { t } = useWords()
  const { client } = useSignedIn()
  const { oneCase: says } = t
  const { data, problem, loading, reload } = useLoad('one-cases', () => client.oneCases())
  const [said, tell] = useTold()
  const done = (what: string) => {
    tell(what)
    void reload()
  }
  return (
    <Page title={says.title} lead={says.lead}>
      <Problem problem={problem} />
      <Status told={said}>{loading && !data && t.app.loading}</Status>
      {data && (
        <>
          <section aria-labelledby="waiting">
            <h2 id="waiting">{says.waiting.title}</h2>
            <p>{data.waiting.length === 0 ? says.waiting.none : says.waiting.lead}</p>
            <ol class="cards" aria-labelledby="waiting">
              {data.waiting.map(one => (
                <li key={one.basisId} class="card">
                  <Waiting {...{ one, done }} />
                </li>
              ))}
            </ol>
          </section>
          <section aria-labelledby="agreed">
            <h2 id="agreed">{says.agreed.title}</h2>
            {data.items.length === 0 && <p>{says.agreed.none}</p>}
            <ol class="cards" aria-labelledby="agreed">
              {data.items.map(one => (
                <li key={one.id} class="card">
                  <Agreed {...{ one, done }} />
                </li>
              ))}
            </ol>
          </section>
          <Told done={done} />
        </>
      )}
    </Page>
  )
}
