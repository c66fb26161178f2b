import type { EvidenceDetail } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/fields.tsx'
import { Problem } from '../../ui/problem.tsx'
import { ContactMessages } from './contact.tsx'
import type { UnreadHere } from './use-unread.ts'

interface Deciding {
  readonly request: EvidenceDetail
  done(what: string): Promise<void>
}
interface Props extends Deciding {
  readonly unread: UnreadHere
}

/** Operational contact about a request: what was said, and, to the central authority that was asked, who of its hub may say it. */
export function ContactOf({ request, unread, done }: Props) {
  const { t } = useWords()
  const { may } = useSignedIn()
  const { contact } = t.evidence
  const { id, role, words } = request
  return (
    <section aria-labelledby="contact">
      <h2 id="contact">{contact.title}</h2>
      <p class="hint">{contact.lead}</p>
      {role === 'recipient' && may('evidence:decide') && <WhoMay request={request} done={done} />}
      {may('evidence:contact') && <ContactMessages {...{ requestId: id, words, unread, role }} />}
    </section>
  )
}

const EXECUTING = ['police', 'prosecution', 'court']

/** While there is something to execute another may be let in; who is let in may be shut out after that, too. */
function WhoMay({ request: { id, contacts, over }, done }: Deciding) {
  const { t, moment } = useWords()
  const { client, agencies, session } = useSignedIn()
  const { contact } = t.evidence
  const isOpen = (of: string) => contacts.some(one => one.agencyId === of && one.closedAt === null)
  const here = agencies.all.filter(
    ({ hub, type, agencyId: of, suspended }) =>
      hub === session.hub && EXECUTING.includes(type) && !suspended && !isOpen(of),
  )
  const [agencyId, setAgencyId] = useState('')
  const set = useAction(async (of: string, open: boolean) => {
    await client.setEvidenceContact(id, of, open)
    await done(open ? contact.allowed : contact.closed)
  })
  return (
    <>
      <Problem problem={set.problem} />
      {contacts.map(one => (
        <p key={`${one.agencyId} ${one.openedAt}`}>
          {agencies.name(one.agencyId)}, <time dateTime={one.openedAt}>{moment(one.openedAt)}</time>{' '}
          {one.closedAt === null ? (
            <Button
              type="button"
              class="secondary"
              disabled={set.busy}
              onClick={() => void set.run(one.agencyId, false)}
            >
              {contact.close}
            </Button>
          ) : (
            contact.closed
          )}
        </p>
      ))}
      {!over && (
        <form
          class="panel"
          noValidate
          onSubmit={event => {
            event.preventDefault()
            void set.run(agencyId, true)
          }}
        >
          <SelectField
            id="contact-agency"
            label={contact.agency}
            value={agencyId}
            empty={t.app.choose}
            choices={here.map(one => ({ code: one.agencyId, label: one.name }))}
            onValue={setAgencyId}
          />
          <div class="buttons">
            <Button type="submit" disabled={set.busy || agencyId === ''}>
              {contact.allow}
            </Button>
          </div>
        </form>
      )}
    </>
  )
}
