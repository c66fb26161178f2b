import { useSignedIn, useWords } from '../../app/context.ts'
import { useLoad } from '../../app/use-load.ts'
import { Page, Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useFresh } from '../../work/news/provider.tsx'
import { ContactMessages } from './contact.tsx'

/** Requests that the own agency executes, where its central authority lets it write to whoever leads the case. Nothing of the request itself. */
export function Contacts() {
  const { t, moment } = useWords()
  const { client, agencies } = useSignedIn()
  const { contact } = t.evidence
  const { data, problem, loading, reload } = useLoad('contacts', () => client.evidenceContacts())
  useFresh(reload)
  return (
    <Page title={contact.title} lead={contact.lead}>
      <Problem problem={problem} />
      <Status>{loading && !data ? t.app.loading : data?.items.length === 0 ? contact.none : ''}</Status>
      {data?.items.map(({ requestId, sender, openedAt }) => (
        <section key={requestId} aria-labelledby={`contact-of-${requestId}`}>
          <h2 id={`contact-of-${requestId}`}>
            {contact.of} {agencies.name(sender.agencyId)}, <time dateTime={openedAt}>{moment(openedAt)}</time>
          </h2>
          <ContactMessages requestId={requestId} words={data.words} may="begin" />
        </section>
      ))}
    </Page>
  )
}
