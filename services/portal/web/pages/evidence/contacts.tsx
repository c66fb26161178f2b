import type { OpenEvidenceContacts } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useLoad } from '../../app/use-load.ts'
import { Page, Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useFresh } from '../../work/news/provider.tsx'
import { ContactMessages } from './contact.tsx'
import { Unread } from './unread.tsx'
import { useUnread } from './use-unread.ts'

/** Requests that the own agency executes, where its central authority lets it write to whoever leads the case. Nothing of the request itself. */
export function Contacts() {
  const { t } = useWords()
  const { client } = useSignedIn()
  const { contact } = t.evidence
  const { data, problem, loading, reload } = useLoad('contacts', () => client.evidenceContacts())
  useFresh(reload)
  return (
    <Page title={contact.title} lead={contact.lead}>
      <Problem problem={problem} />
      <Status>{loading && !data ? t.app.loading : data?.items.length === 0 ? contact.none : ''}</Status>
      {data?.items.map(one => (
        <Contact key={one.requestId} contact={one} words={data.words} />
      ))}
    </Page>
  )
}

type Open = OpenEvidenceContacts

function Contact({ contact, words }: { contact: Open['items'][number]; words: Open['words'] }) {
  const { t, moment } = useWords()
  const { agencies } = useSignedIn()
  const { requestId, sender, openedAt } = contact
  const unread = useUnread(contact.unread)
  const named = `contact-of-${requestId}`
  return (
    <section aria-labelledby={named}>
      <h2 id={named}>
        {t.evidence.contact.of} {agencies.name(sender.agencyId)}, <time dateTime={openedAt}>{moment(openedAt)}</time>
      </h2>
      <Unread unread={unread.waiting} />
      <ContactMessages {...{ requestId, words, unread, role: 'contact' }} />
    </section>
  )
}
