import { useSignedIn, useWords } from '../../app/context.ts'
import { addressOf } from '../../app/route.ts'
import { useLoad } from '../../app/use-load.ts'
import { Page, Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'

/** Who was erased, by the number of the request; each with its proof. */
export function Erasures() {
  const { t, moment } = useWords()
  const { client } = useSignedIn()
  const { data, problem, loading } = useLoad('erasures', () => client.erasuresHeard())
  const { erasures } = t.desk
  return (
    <Page title={erasures.title} lead={erasures.lead}>
      <p class="hint">{t.desk.logged}</p>
      <Problem problem={problem} />
      <Status>{loading ? t.app.loading : data?.length === 0 && erasures.none}</Status>
      <ol class="cards" aria-label={erasures.title}>
        {data?.map(({ erasureId, erasedAt }) => (
          <li key={erasureId}>
            <article class="card">
              <h2>
                <a href={addressOf({ page: 'erasures', id: erasureId })}>
                  {erasures.one}, <time dateTime={erasedAt}>{moment(erasedAt)}</time>
                </a>
              </h2>
              <code>{erasureId}</code>
            </article>
          </li>
        ))}
      </ol>
    </Page>
  )
}
